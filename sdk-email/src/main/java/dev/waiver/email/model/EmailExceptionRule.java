package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.WireTimestamp;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * A rule of a list, as it is sent and as it is returned. A member that the service returns as {@code null}, {@code ""}
 * or, for link domains, {@code false} is not set. Unknown members are kept, and sent back by {@code edit}.
 *
 * <p>The vendor calls all fields optional. Inferred: a message must match every field that is set; the guide does not
 * say so. Inferred: the fields have the effects that their names suggest; the guide says little about them. The guide's
 * table gives wrong types for the sender's domain and IP address; both are texts. All members are documented except
 * {@link #entityId()} in requests and {@link #expires()}.
 *
 * @see <a href="../doc-files/vendor-pages.html#create-exception">Create exception</a>
 */
@Inferred("A message must match every field that is set; the fields have the effects that their names suggest.")
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableEmailExceptionRule.class, converter = LegacyRuleShapes.class)
public interface EmailExceptionRule extends ExceptionRule, JsonModel, WithEmailExceptionRule {

    /**
     * Returns the id, an opaque text assigned by the service; empty for a rule that was not read from it. Inferred: it
     * is also read from {@code id}, {@code exceptionId} and {@code entity_id}.
     */
    @Inferred("The id is also read from id, exceptionId and entity_id.")
    @JsonProperty("entityId")
    Optional<String> entityId();

    /** Returns the verdict of a block rule on the message. */
    @JsonProperty("actionNeeded")
    Optional<ActionNeeded> actionNeeded();

    /** Returns who added the rule: an email address or a user's number. Set by the service. */
    @JsonProperty("addedBy")
    Optional<String> addedBy();

    /** Returns who last changed the rule. Set by the service. */
    @JsonProperty("editedBy")
    Optional<String> editedBy();

    /** Returns when the rule was last changed. Set by the service. Inferred: the format, RFC 1123 in recordings. */
    @Inferred("The format of the time, which the documentation doesn't show.")
    @JsonProperty("updateTime")
    Optional<WireTimestamp> updateTime();

    /** Returns the comment, such as a ticket number. It has no effect. */
    @JsonProperty("comment")
    Optional<String> comment();

    /** Returns the MD5 sum of an attachment, in hex. */
    @JsonProperty("attachmentMd5")
    Optional<String> attachmentMd5();

    /** Returns whether the rule applies although SPF fails. */
    @JsonProperty("ignoringSpfCheck")
    Optional<EmailFlag> ignoringSpfCheck();

    /** Returns the domains that the message links to. */
    @JsonProperty("linkDomains")
    Optional<LinkDomains> linkDomains();

    /** Returns how {@link #linkDomains()} is compared. */
    @JsonProperty("linkDomainMatching")
    Optional<MatchMode> linkDomainMatching();

    /** Returns the recipient's address. */
    @JsonProperty("recipient")
    Optional<String> recipient();

    /** Returns how {@link #recipient()} is compared. */
    @JsonProperty("recipientMatching")
    Optional<MatchMode> recipientMatching();

    /** Returns the IP address of the client that the sender used. */
    @JsonProperty("senderClientIp")
    Optional<String> senderClientIp();

    /**
     * Returns the sender's domain. With {@link MatchMode#ENDS_WITH}, a bare domain also matches other domains; see
     * there.
     */
    @JsonProperty("senderDomain")
    Optional<String> senderDomain();

    /** Returns how {@link #senderDomain()} is compared. */
    @JsonProperty("senderDomainMatching")
    Optional<MatchMode> senderDomainMatching();

    /** Returns the sender's address. */
    @JsonProperty("senderEmail")
    Optional<String> senderEmail();

    /** Returns how {@link #senderEmail()} is compared. */
    @JsonProperty("senderEmailMatching")
    Optional<MatchMode> senderEmailMatching();

    /** Returns the IP address of the sender's server. */
    @JsonProperty("senderIp")
    Optional<String> senderIp();

    /** Returns the sender's display name. */
    @JsonProperty("senderName")
    Optional<String> senderName();

    /** Returns how {@link #senderName()} is compared. */
    @JsonProperty("senderNameMatching")
    Optional<MatchMode> senderNameMatching();

    /** Returns the subject. */
    @JsonProperty("subject")
    Optional<String> subject();

    /** Returns how {@link #subject()} is compared. */
    @JsonProperty("subjectMatching")
    Optional<MatchMode> subjectMatching();

    /** Returns whether the rule applies only to messages from now on. */
    @JsonProperty("matchOnlyFuture")
    Optional<EmailFlag> matchOnlyFuture();

    /** Returns whether everything that matches is quarantined. */
    @JsonProperty("quarantineAll")
    Optional<EmailFlag> quarantineAll();

    /** Returns whether the rule has an id, which it has if it was read from the service. */
    @Override
    default boolean hasId() {
        return entityId().isPresent();
    }

    /**
     * Returns the id of a rule that was read from the service.
     *
     * @throws IllegalStateException if the rule has none; {@code create} returns the new rule with its id
     */
    @Override
    default String id() {
        return entityId()
                .orElseThrow(() -> new IllegalStateException(
                        "id: this rule was not read from the service; take the one that create(...) returned"));
    }

    /** Returns whether no field is set that a message could be compared with. A mode alone compares nothing. */
    default boolean matchesNothing() {
        return Stream.of(
                                attachmentMd5(),
                                recipient(),
                                senderClientIp(),
                                senderDomain(),
                                senderEmail(),
                                senderIp(),
                                senderName(),
                                subject())
                        .allMatch(text -> text.orElse("").isBlank())
                && linkDomains().filter(links -> !links.domains().isEmpty()).isEmpty();
    }

    /**
     * Returns when the rule ends, if the service says so. Inferred: {@code expiration_time}, which one client's
     * documentation lists among the fields of a rule, or {@code expirationTime}; no recording has either.
     */
    @Inferred("The end of the rule is the member expiration_time, known only from one client's documentation, or "
            + "expirationTime.")
    default Optional<WireTimestamp> expires() {
        return LegacyRuleShapes.expires(this);
    }

    /** Returns a builder with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder of rules. Sets each field alone, or together with its mode. */
    final class Builder extends ImmutableEmailExceptionRule.Builder {
        /**
         * Sets the sender's domain and how it is compared. With {@link MatchMode#ENDS_WITH}, {@code evil.example} also
         * matches {@code notevil.example}; {@code .evil.example} does not.
         */
        public Builder senderDomain(String domain, MatchMode mode) {
            return senderDomain(domain).senderDomainMatching(mode);
        }

        /** Sets the sender's address and how it is compared. */
        public Builder senderEmail(String address, MatchMode mode) {
            return senderEmail(address).senderEmailMatching(mode);
        }

        /** Sets the sender's display name and how it is compared. */
        public Builder senderName(String name, MatchMode mode) {
            return senderName(name).senderNameMatching(mode);
        }

        /** Sets the recipient's address and how it is compared. */
        public Builder recipient(String address, MatchMode mode) {
            return recipient(address).recipientMatching(mode);
        }

        /** Sets the subject and how it is compared. */
        public Builder subject(String text, MatchMode mode) {
            return subject(text).subjectMatching(mode);
        }

        /** Sets the domains that the message links to, separated by commas, and how they are compared. */
        public Builder linkDomains(String domains, MatchMode mode) {
            return linkDomains(domains).linkDomainMatching(mode);
        }

        /** Sets the domains that the message links to, separated by commas. */
        public Builder linkDomains(String domains) {
            return linkDomains(LinkDomains.of(domains));
        }

        /** Sets whether the rule applies although SPF fails; sent as a boolean, as in the guide. */
        public Builder ignoringSpfCheck(boolean value) {
            return ignoringSpfCheck(EmailFlag.of(value));
        }

        /** Sets whether the rule applies only to messages from now on; sent as text, as in the guide. */
        public Builder matchOnlyFuture(boolean value) {
            return matchOnlyFuture(EmailFlag.text(value));
        }

        /** Sets whether everything that matches is quarantined; sent as text, as in the guide. */
        public Builder quarantineAll(boolean value) {
            return quarantineAll(EmailFlag.text(value));
        }
    }
}
