package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.WireTimestamp;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
@SuppressWarnings("immutables:incompat") // the builder is handwritten: it checks what it is given
public interface EmailExceptionRule extends ExceptionRule, JsonModel, WithEmailExceptionRule {

    /**
     * Returns the id, an opaque text assigned by the service; empty for a rule that was not read from it. Inferred: it
     * is also read from {@code id}, {@code exceptionId} and {@code entity_id}.
     */
    @Inferred("The id is also read from id, exceptionId and entity_id.")
    @JsonProperty("entityId")
    @Override
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
        return new Builder(Builder.EMPTY);
    }

    /** Returns a builder with everything that this rule has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * A builder of rules. Sets each match field alone, or together with its mode. A match field is never cleared: use
     * {@code with...(Optional.empty())} on the rule for that.
     */
    final class Builder {
        private static final EmailExceptionRule EMPTY =
                ImmutableEmailExceptionRule.builder().build();

        private final ImmutableEmailExceptionRule.Builder rule = ImmutableEmailExceptionRule.builder();
        private final EmailExceptionRule source;
        private boolean modesNeedFields = true;

        private Builder(EmailExceptionRule source) {
            this.source = source;
            rule.from(source);
        }

        /**
         * Sets the MD5 sum of an attachment, in hex.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder attachmentMd5(String value) {
            rule.attachmentMd5(checked("attachmentMd5", value, source.attachmentMd5()));
            return this;
        }

        /**
         * Sets the recipient's address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder recipient(String value) {
            rule.recipient(checked("recipient", value, source.recipient()));
            return this;
        }

        /** Sets how the recipient's address is compared. {@link #build} requires that it is set, too. */
        @CanIgnoreReturnValue
        public Builder recipientMatching(MatchMode mode) {
            rule.recipientMatching(Objects.requireNonNull(mode, "recipientMatching"));
            return this;
        }

        /**
         * Sets the recipient's address and how it is compared.
         *
         * @throws IllegalArgumentException if the address is blank
         */
        @CanIgnoreReturnValue
        public Builder recipient(String address, MatchMode mode) {
            return recipient(address).recipientMatching(mode);
        }

        /**
         * Sets the IP address of the client that the sender used.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderClientIp(String value) {
            rule.senderClientIp(checked("senderClientIp", value, source.senderClientIp()));
            return this;
        }

        /**
         * Sets the sender's domain.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderDomain(String value) {
            rule.senderDomain(checked("senderDomain", value, source.senderDomain()));
            return this;
        }

        /** Sets how the sender's domain is compared. {@link #build} requires that it is set, too. */
        @CanIgnoreReturnValue
        public Builder senderDomainMatching(MatchMode mode) {
            rule.senderDomainMatching(Objects.requireNonNull(mode, "senderDomainMatching"));
            return this;
        }

        /**
         * Sets the sender's domain and how it is compared. With {@link MatchMode#ENDS_WITH}, {@code evil.example} also
         * matches {@code notevil.example}; {@code .evil.example} does not.
         *
         * @throws IllegalArgumentException if the domain is blank
         */
        @CanIgnoreReturnValue
        public Builder senderDomain(String domain, MatchMode mode) {
            return senderDomain(domain).senderDomainMatching(mode);
        }

        /**
         * Sets the sender's address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderEmail(String value) {
            rule.senderEmail(checked("senderEmail", value, source.senderEmail()));
            return this;
        }

        /** Sets how the sender's address is compared. {@link #build} requires that it is set, too. */
        @CanIgnoreReturnValue
        public Builder senderEmailMatching(MatchMode mode) {
            rule.senderEmailMatching(Objects.requireNonNull(mode, "senderEmailMatching"));
            return this;
        }

        /**
         * Sets the sender's address and how it is compared.
         *
         * @throws IllegalArgumentException if the address is blank
         */
        @CanIgnoreReturnValue
        public Builder senderEmail(String address, MatchMode mode) {
            return senderEmail(address).senderEmailMatching(mode);
        }

        /**
         * Sets the IP address of the sender's server.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderIp(String value) {
            rule.senderIp(checked("senderIp", value, source.senderIp()));
            return this;
        }

        /**
         * Sets the sender's display name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderName(String value) {
            rule.senderName(checked("senderName", value, source.senderName()));
            return this;
        }

        /** Sets how the sender's display name is compared. {@link #build} requires that it is set, too. */
        @CanIgnoreReturnValue
        public Builder senderNameMatching(MatchMode mode) {
            rule.senderNameMatching(Objects.requireNonNull(mode, "senderNameMatching"));
            return this;
        }

        /**
         * Sets the sender's display name and how it is compared.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        @CanIgnoreReturnValue
        public Builder senderName(String name, MatchMode mode) {
            return senderName(name).senderNameMatching(mode);
        }

        /**
         * Sets the subject.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder subject(String value) {
            rule.subject(checked("subject", value, source.subject()));
            return this;
        }

        /** Sets how the subject is compared. {@link #build} requires that it is set, too. */
        @CanIgnoreReturnValue
        public Builder subjectMatching(MatchMode mode) {
            rule.subjectMatching(Objects.requireNonNull(mode, "subjectMatching"));
            return this;
        }

        /**
         * Sets the subject and how it is compared.
         *
         * @throws IllegalArgumentException if the text is blank
         */
        @CanIgnoreReturnValue
        public Builder subject(String text, MatchMode mode) {
            return subject(text).subjectMatching(mode);
        }

        /**
         * Sets the domains that the message links to.
         *
         * @throws IllegalArgumentException if there is none
         */
        @CanIgnoreReturnValue
        public Builder linkDomains(LinkDomains domains) {
            Objects.requireNonNull(domains, "linkDomains");
            if (domains.domains().isEmpty()
                    && !source.linkDomains().filter(domains::equals).isPresent()) {
                throw new IllegalArgumentException(
                        "linkDomains: must name a domain, or the rule would match more; to match any, don't set it");
            }
            rule.linkDomains(domains);
            return this;
        }

        /**
         * Sets the domains that the message links to, separated by commas.
         *
         * @throws IllegalArgumentException if there is none
         */
        @CanIgnoreReturnValue
        public Builder linkDomains(String domains) {
            return linkDomains(LinkDomains.of(domains));
        }

        /** Sets how the domains that the message links to are compared. {@link #build} requires that they are set. */
        @CanIgnoreReturnValue
        public Builder linkDomainMatching(MatchMode mode) {
            rule.linkDomainMatching(Objects.requireNonNull(mode, "linkDomainMatching"));
            return this;
        }

        /**
         * Sets the domains that the message links to, separated by commas, and how they are compared.
         *
         * @throws IllegalArgumentException if there is no domain
         */
        @CanIgnoreReturnValue
        public Builder linkDomains(String domains, MatchMode mode) {
            return linkDomains(domains).linkDomainMatching(mode);
        }

        /**
         * Allows a mode whose field is not set, as the vendor's own sample has {@code linkDomainMatching}. By default,
         * {@link #build} refuses it, since the rule has most likely lost the field's value.
         */
        @CanIgnoreReturnValue
        public Builder allowModeWithoutField() {
            modesNeedFields = false;
            return this;
        }

        /** Sets the verdict of a block rule on the message. */
        @CanIgnoreReturnValue
        public Builder actionNeeded(ActionNeeded value) {
            rule.actionNeeded(Objects.requireNonNull(value, "actionNeeded"));
            return this;
        }

        /** Sets the comment, such as a ticket number. */
        @CanIgnoreReturnValue
        public Builder comment(String value) {
            rule.comment(Objects.requireNonNull(value, "comment"));
            return this;
        }

        /** Sets whether the rule applies although SPF fails; sent as a boolean, as in the guide. */
        @CanIgnoreReturnValue
        public Builder ignoringSpfCheck(boolean value) {
            return ignoringSpfCheck(EmailFlag.of(value));
        }

        /** Sets whether the rule applies although SPF fails, in a form of your choice. */
        @CanIgnoreReturnValue
        public Builder ignoringSpfCheck(EmailFlag value) {
            rule.ignoringSpfCheck(Objects.requireNonNull(value, "ignoringSpfCheck"));
            return this;
        }

        /** Sets whether the rule applies only to messages from now on; sent as text, as in the guide. */
        @CanIgnoreReturnValue
        public Builder matchOnlyFuture(boolean value) {
            return matchOnlyFuture(EmailFlag.text(value));
        }

        /** Sets whether the rule applies only to messages from now on, in a form of your choice. */
        @CanIgnoreReturnValue
        public Builder matchOnlyFuture(EmailFlag value) {
            rule.matchOnlyFuture(Objects.requireNonNull(value, "matchOnlyFuture"));
            return this;
        }

        /** Sets whether everything that matches is quarantined; sent as text, as in the guide. */
        @CanIgnoreReturnValue
        public Builder quarantineAll(boolean value) {
            return quarantineAll(EmailFlag.text(value));
        }

        /** Sets whether everything that matches is quarantined, in a form of your choice. */
        @CanIgnoreReturnValue
        public Builder quarantineAll(EmailFlag value) {
            rule.quarantineAll(Objects.requireNonNull(value, "quarantineAll"));
            return this;
        }

        /** Sets a member that the SDK does not know. */
        @CanIgnoreReturnValue
        public Builder putAdditionalProperty(String name, JsonNode value) {
            rule.putAdditionalProperty(name, value);
            return this;
        }

        /**
         * Builds the rule.
         *
         * @throws IllegalArgumentException if a mode is set without its field, unless {@link #allowModeWithoutField}
         *     was called or the rule that {@link EmailExceptionRule#toBuilder} was called on is like that
         */
        public EmailExceptionRule build() {
            EmailExceptionRule built = rule.build();
            if (modesNeedFields) {
                checkMode(
                        built,
                        "senderDomain",
                        EmailExceptionRule::senderDomain,
                        EmailExceptionRule::senderDomainMatching);
                checkMode(
                        built, "senderEmail", EmailExceptionRule::senderEmail, EmailExceptionRule::senderEmailMatching);
                checkMode(built, "senderName", EmailExceptionRule::senderName, EmailExceptionRule::senderNameMatching);
                checkMode(built, "recipient", EmailExceptionRule::recipient, EmailExceptionRule::recipientMatching);
                checkMode(built, "subject", EmailExceptionRule::subject, EmailExceptionRule::subjectMatching);
                checkMode(
                        built, "linkDomains", EmailExceptionRule::linkDomains, EmailExceptionRule::linkDomainMatching);
            }
            return built;
        }

        private void checkMode(
                EmailExceptionRule built,
                String field,
                Function<EmailExceptionRule, Optional<?>> value,
                Function<EmailExceptionRule, Optional<MatchMode>> mode) {
            boolean same = value.apply(built).equals(value.apply(source))
                    && mode.apply(built).equals(mode.apply(source));
            if (!same && mode.apply(built).isPresent() && value.apply(built).isEmpty()) {
                throw new IllegalArgumentException(field + ": is not set, but its mode is; set both, or call"
                        + " allowModeWithoutField() if the rule is to have the mode alone");
            }
        }

        private static String checked(String field, String value, Optional<String> source) {
            Objects.requireNonNull(value, field);
            if (value.isBlank() && !source.filter(value::equals).isPresent()) {
                throw new IllegalArgumentException(
                        field + ": must not be blank, or the rule would match more; to match any, don't set it");
            }
            return value;
        }
    }
}
