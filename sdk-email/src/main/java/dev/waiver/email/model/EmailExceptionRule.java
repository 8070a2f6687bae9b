package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.WireTimestamp;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * One rule of a list, as it is sent and as it is answered. What the service answers as {@code null}, {@code ""} or, for
 * link domains, {@code false} is not set. Members unknown to us are kept, and sent back by {@code edit}.
 *
 * <p>The vendor calls all fields optional. A message must meet every field that is set (inferred: the guide does not
 * say so). The guide's table gives wrong types for the sender's domain and address; both are texts. All members are
 * documented but {@link #entityId()} in requests and {@link #expires()}; the effects of the fields are described as
 * their names suggest, since the guide says little of them.
 *
 * @see <a
 *     href="https://sc1.checkpoint.com/documents/Harmony_Email_and_Collaboration_API_Reference/Topics-HEC-Avanan-API-Reference-Guide/Managing-Exceptions/Create-exception.htm">Create
 *     exception</a>
 */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableEmailExceptionRule.class, converter = LegacyRuleShapes.class)
public interface EmailExceptionRule extends JsonModel, WithEmailExceptionRule {

    /**
     * The id, opaque text; given by the service, and read from {@code id}, {@code exceptionId} or {@code entity_id}
     * too.
     */
    @JsonProperty("entityId")
    Optional<String> entityId();

    /** What a block rule makes of the message. */
    @JsonProperty("actionNeeded")
    Optional<ActionNeeded> actionNeeded();

    /** Who added the rule: an address or a user's number. Given by the service. */
    @JsonProperty("addedBy")
    Optional<String> addedBy();

    /** Who changed the rule last. Given by the service. */
    @JsonProperty("editedBy")
    Optional<String> editedBy();

    /** When the rule was changed last. Given by the service. */
    @JsonProperty("updateTime")
    Optional<WireTimestamp> updateTime();

    /** A comment, such as a ticket's number. It has no effect. */
    @JsonProperty("comment")
    Optional<String> comment();

    /** The MD5 sum of an attachment, in hex. */
    @JsonProperty("attachmentMd5")
    Optional<String> attachmentMd5();

    /** Whether the rule holds although SPF fails. */
    @JsonProperty("ignoringSpfCheck")
    Optional<EmailFlag> ignoringSpfCheck();

    /** Domains that the message links to. */
    @JsonProperty("linkDomains")
    Optional<LinkDomains> linkDomains();

    /** How {@link #linkDomains()} is compared. */
    @JsonProperty("linkDomainMatching")
    Optional<MatchMode> linkDomainMatching();

    /** The recipient's address. */
    @JsonProperty("recipient")
    Optional<String> recipient();

    /** How {@link #recipient()} is compared. */
    @JsonProperty("recipientMatching")
    Optional<MatchMode> recipientMatching();

    /** The IP address of the client that the sender used. */
    @JsonProperty("senderClientIp")
    Optional<String> senderClientIp();

    /** The sender's domain. With {@link MatchMode#ENDS_WITH}, put a dot in front; see there. */
    @JsonProperty("senderDomain")
    Optional<String> senderDomain();

    /** How {@link #senderDomain()} is compared. */
    @JsonProperty("senderDomainMatching")
    Optional<MatchMode> senderDomainMatching();

    /** The sender's address. */
    @JsonProperty("senderEmail")
    Optional<String> senderEmail();

    /** How {@link #senderEmail()} is compared. */
    @JsonProperty("senderEmailMatching")
    Optional<MatchMode> senderEmailMatching();

    /** The IP address of the sender's server. */
    @JsonProperty("senderIp")
    Optional<String> senderIp();

    /** The sender's display name. */
    @JsonProperty("senderName")
    Optional<String> senderName();

    /** How {@link #senderName()} is compared. */
    @JsonProperty("senderNameMatching")
    Optional<MatchMode> senderNameMatching();

    /** The subject. */
    @JsonProperty("subject")
    Optional<String> subject();

    /** How {@link #subject()} is compared. */
    @JsonProperty("subjectMatching")
    Optional<MatchMode> subjectMatching();

    /** Whether only messages from now on are concerned. */
    @JsonProperty("matchOnlyFuture")
    Optional<EmailFlag> matchOnlyFuture();

    /** Whether everything that matches is put into quarantine. */
    @JsonProperty("quarantineAll")
    Optional<EmailFlag> quarantineAll();

    /**
     * The id of a rule that was read from the service.
     *
     * @throws IllegalStateException if it has none: it was built here, and {@code create} answers the one with an id
     */
    default String id() {
        return entityId()
                .orElseThrow(() -> new IllegalStateException(
                        "id: this rule was not read from the service; take the one that create(...) answered"));
    }

    /** Whether no field is set that a message could be compared with; a mode alone compares nothing. */
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
     * When the rule ends, if the service says so ({@code expiration_time}, seen in answers of an older backend only).
     */
    default Optional<WireTimestamp> expires() {
        return LegacyRuleShapes.expires(this);
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds rules: each field on its own, and each pair of a field and its mode. */
    final class Builder extends ImmutableEmailExceptionRule.Builder {
        /**
         * The sender's domain and how it is compared. With {@link MatchMode#ENDS_WITH}, {@code evil.example} also
         * matches {@code notevil.example}; {@code .evil.example} does not.
         */
        public Builder senderDomain(String domain, MatchMode mode) {
            return senderDomain(domain).senderDomainMatching(mode);
        }

        /** The sender's address and how it is compared. */
        public Builder senderEmail(String address, MatchMode mode) {
            return senderEmail(address).senderEmailMatching(mode);
        }

        /** The sender's display name and how it is compared. */
        public Builder senderName(String name, MatchMode mode) {
            return senderName(name).senderNameMatching(mode);
        }

        /** The recipient's address and how it is compared. */
        public Builder recipient(String address, MatchMode mode) {
            return recipient(address).recipientMatching(mode);
        }

        /** The subject and how it is compared. */
        public Builder subject(String text, MatchMode mode) {
            return subject(text).subjectMatching(mode);
        }

        /** The domains that the message links to, with commas between several, and how they are compared. */
        public Builder linkDomains(String domains, MatchMode mode) {
            return linkDomains(domains).linkDomainMatching(mode);
        }

        /** The domains that the message links to, with commas between several. */
        public Builder linkDomains(String domains) {
            return linkDomains(LinkDomains.of(domains));
        }

        /** Whether the rule holds although SPF fails; sent as a boolean, as the guide says. */
        public Builder ignoringSpfCheck(boolean value) {
            return ignoringSpfCheck(EmailFlag.of(value));
        }

        /** Whether only messages from now on are concerned; sent as text, as the guide says. */
        public Builder matchOnlyFuture(boolean value) {
            return matchOnlyFuture(EmailFlag.text(value));
        }

        /** Whether everything that matches is put into quarantine; sent as text, as the guide says. */
        public Builder quarantineAll(boolean value) {
            return quarantineAll(EmailFlag.text(value));
        }
    }
}
