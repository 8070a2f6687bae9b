/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.RuleStyle;
import dev.waiver.core.json.WireTimestamp;
import java.util.List;
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
 * <p>The {@code with} methods return a copy with something changed. They refuse what the {@linkplain Builder builder}
 * refuses, unless this rule is like that already: a rule that was read from the service is not judged. An empty
 * {@code Optional} clears a field, and with it its mode.
 *
 * @see <a href="../doc-files/vendor-pages.html#create-exception">Create exception</a>
 */
@Inferred("A message must match every field that is set; the fields have the effects that their names suggest.")
@Value.Immutable
@RuleStyle
@JsonDeserialize(as = ImmutableEmailExceptionRule.class, converter = LegacyRuleShapes.class)
public interface EmailExceptionRule extends ExceptionRule, JsonModel {

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

    /**
     * Returns two rules that together match a domain and all of its subdomains, for {@code ensureAll}. One rule cannot:
     * {@link MatchMode#ENDS_WITH} on {@code evil.example} also matches {@code notevil.example}, and on
     * {@code .evil.example} it does not match {@code evil.example} itself. Inferred: {@link MatchMode#EXACT} matches
     * the domain alone; one client documents it for this field.
     *
     * @param domain the domain alone, such as {@code evil.example}; the first rule is on the domain itself
     * @throws IllegalArgumentException if it is blank or no domain, or has a single label, such as {@code com}
     */
    @Inferred("The mode exact matches the sender's domain alone; one client documents it for this field.")
    static List<EmailExceptionRule> domainAndSubdomains(String domain) {
        String name = EmailRuleChecks.domain(domain);
        return List.of(
                builder().senderDomain(name, MatchMode.EXACT).build(),
                builder().senderDomain("." + name, MatchMode.ENDS_WITH).build());
    }

    /** Returns a builder with nothing set. */
    static Builder builder() {
        return new Builder(Builder.EMPTY);
    }

    /**
     * Returns a builder that sets every member and checks none, for rules that another client read. For a rule to be
     * sent, use {@link #builder()}.
     */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Returns a builder with everything that this rule has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns a copy with another MD5 sum of an attachment, in hex.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withAttachmentMd5(String value) {
        return changed(raw().rawAttachmentMd5(value));
    }

    /**
     * Returns a copy with another MD5 sum of an attachment, in hex, or without it, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withAttachmentMd5(Optional<String> value) {
        return changed(raw().rawAttachmentMd5(value));
    }

    /**
     * Returns a copy with another address of the recipient.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withRecipient(String address) {
        return changed(raw().rawRecipient(address));
    }

    /**
     * Returns a copy with another address of the recipient and how it is compared.
     *
     * @throws IllegalArgumentException if the address is blank
     */
    default EmailExceptionRule withRecipient(String address, MatchMode mode) {
        return changed(raw().rawRecipient(address).rawRecipientMatching(mode));
    }

    /**
     * Returns a copy with another address of the recipient, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withRecipient(Optional<String> address) {
        return changed(raw().rawRecipient(address).rawRecipientMatching(address.flatMap(v -> recipientMatching())));
    }

    /**
     * Returns a copy in which {@link #recipient()} is compared in another way.
     *
     * @throws IllegalArgumentException if it is not set
     */
    default EmailExceptionRule withRecipientMatching(MatchMode mode) {
        return changed(raw().rawRecipientMatching(mode));
    }

    /**
     * Returns a copy with another IP address of the client that the sender used.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderClientIp(String address) {
        return changed(raw().rawSenderClientIp(address));
    }

    /**
     * Returns a copy with another IP address of the client that the sender used, or without it, if empty: it matches
     * more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderClientIp(Optional<String> address) {
        return changed(raw().rawSenderClientIp(address));
    }

    /**
     * Returns a copy with another domain of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderDomain(String domain) {
        return changed(raw().rawSenderDomain(domain));
    }

    /**
     * Returns a copy with another domain of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the domain is blank
     */
    default EmailExceptionRule withSenderDomain(String domain, MatchMode mode) {
        return changed(raw().rawSenderDomain(domain).rawSenderDomainMatching(mode));
    }

    /**
     * Returns a copy with another domain of the sender, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderDomain(Optional<String> domain) {
        return changed(
                raw().rawSenderDomain(domain).rawSenderDomainMatching(domain.flatMap(v -> senderDomainMatching())));
    }

    /**
     * Returns a copy in which {@link #senderDomain()} is compared in another way.
     *
     * @throws IllegalArgumentException if it is not set
     */
    default EmailExceptionRule withSenderDomainMatching(MatchMode mode) {
        return changed(raw().rawSenderDomainMatching(mode));
    }

    /**
     * Returns a copy with another address of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderEmail(String address) {
        return changed(raw().rawSenderEmail(address));
    }

    /**
     * Returns a copy with another address of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the address is blank
     */
    default EmailExceptionRule withSenderEmail(String address, MatchMode mode) {
        return changed(raw().rawSenderEmail(address).rawSenderEmailMatching(mode));
    }

    /**
     * Returns a copy with another address of the sender, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderEmail(Optional<String> address) {
        return changed(
                raw().rawSenderEmail(address).rawSenderEmailMatching(address.flatMap(v -> senderEmailMatching())));
    }

    /**
     * Returns a copy in which {@link #senderEmail()} is compared in another way.
     *
     * @throws IllegalArgumentException if it is not set
     */
    default EmailExceptionRule withSenderEmailMatching(MatchMode mode) {
        return changed(raw().rawSenderEmailMatching(mode));
    }

    /**
     * Returns a copy with another IP address of the sender's server.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderIp(String address) {
        return changed(raw().rawSenderIp(address));
    }

    /**
     * Returns a copy with another IP address of the sender's server, or without it, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderIp(Optional<String> address) {
        return changed(raw().rawSenderIp(address));
    }

    /**
     * Returns a copy with another display name of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderName(String name) {
        return changed(raw().rawSenderName(name));
    }

    /**
     * Returns a copy with another display name of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    default EmailExceptionRule withSenderName(String name, MatchMode mode) {
        return changed(raw().rawSenderName(name).rawSenderNameMatching(mode));
    }

    /**
     * Returns a copy with another display name of the sender, or without it and its mode, if empty: it matches more
     * then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderName(Optional<String> name) {
        return changed(raw().rawSenderName(name).rawSenderNameMatching(name.flatMap(v -> senderNameMatching())));
    }

    /**
     * Returns a copy in which {@link #senderName()} is compared in another way.
     *
     * @throws IllegalArgumentException if it is not set
     */
    default EmailExceptionRule withSenderNameMatching(MatchMode mode) {
        return changed(raw().rawSenderNameMatching(mode));
    }

    /**
     * Returns a copy with another subject.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSubject(String text) {
        return changed(raw().rawSubject(text));
    }

    /**
     * Returns a copy with another subject and how it is compared.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    default EmailExceptionRule withSubject(String text, MatchMode mode) {
        return changed(raw().rawSubject(text).rawSubjectMatching(mode));
    }

    /**
     * Returns a copy with another subject, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSubject(Optional<String> text) {
        return changed(raw().rawSubject(text).rawSubjectMatching(text.flatMap(v -> subjectMatching())));
    }

    /**
     * Returns a copy in which {@link #subject()} is compared in another way.
     *
     * @throws IllegalArgumentException if it is not set
     */
    default EmailExceptionRule withSubjectMatching(MatchMode mode) {
        return changed(raw().rawSubjectMatching(mode));
    }

    /**
     * Returns a copy with other domains that the message links to.
     *
     * @throws IllegalArgumentException if there is none
     */
    default EmailExceptionRule withLinkDomains(LinkDomains domains) {
        return changed(raw().rawLinkDomains(domains));
    }

    /**
     * Returns a copy with other domains that the message links to, separated by commas.
     *
     * @throws IllegalArgumentException if there is none
     */
    default EmailExceptionRule withLinkDomains(String domains) {
        return withLinkDomains(LinkDomains.of(domains));
    }

    /**
     * Returns a copy with other domains that the message links to, separated by commas, and how they are compared.
     *
     * @throws IllegalArgumentException if there is none
     */
    default EmailExceptionRule withLinkDomains(String domains, MatchMode mode) {
        return changed(raw().rawLinkDomains(LinkDomains.of(domains)).rawLinkDomainMatching(mode));
    }

    /**
     * Returns a copy with other domains that the message links to, or without them and their mode, if empty: it matches
     * more then.
     *
     * @throws IllegalArgumentException if there is none
     */
    default EmailExceptionRule withLinkDomains(Optional<LinkDomains> domains) {
        return changed(raw().rawLinkDomains(domains).rawLinkDomainMatching(domains.flatMap(v -> linkDomainMatching())));
    }

    /**
     * Returns a copy in which {@link #linkDomains()} are compared in another way.
     *
     * @throws IllegalArgumentException if they are not set
     */
    default EmailExceptionRule withLinkDomainMatching(MatchMode mode) {
        return changed(raw().rawLinkDomainMatching(mode));
    }

    /**
     * Returns a copy that says whether it applies although SPF fails, in the form that this rule has; else as a
     * boolean, as in the guide.
     */
    default EmailExceptionRule withIgnoringSpfCheck(boolean value) {
        return withIgnoringSpfCheck(
                ignoringSpfCheck().map(flag -> flag.with(value)).orElse(EmailFlag.of(value)));
    }

    /** Returns a copy that says whether it applies although SPF fails, in a form of your choice. */
    default EmailExceptionRule withIgnoringSpfCheck(EmailFlag value) {
        return raw().rawIgnoringSpfCheck(value);
    }

    /** Returns a copy that says whether it applies although SPF fails, or does not say so, if empty. */
    default EmailExceptionRule withIgnoringSpfCheck(Optional<EmailFlag> value) {
        return raw().rawIgnoringSpfCheck(value);
    }

    /**
     * Returns a copy that says whether it applies only to messages from now on, in the form that this rule has; else as
     * text, as in the guide.
     */
    default EmailExceptionRule withMatchOnlyFuture(boolean value) {
        return withMatchOnlyFuture(
                matchOnlyFuture().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
    }

    /** Returns a copy that says whether it applies only to messages from now on, in a form of your choice. */
    default EmailExceptionRule withMatchOnlyFuture(EmailFlag value) {
        return raw().rawMatchOnlyFuture(value);
    }

    /** Returns a copy that says whether it applies only to messages from now on, or does not say so, if empty. */
    default EmailExceptionRule withMatchOnlyFuture(Optional<EmailFlag> value) {
        return raw().rawMatchOnlyFuture(value);
    }

    /**
     * Returns a copy that says whether everything that matches is quarantined, in the form that this rule has; else as
     * text, as in the guide.
     */
    default EmailExceptionRule withQuarantineAll(boolean value) {
        return withQuarantineAll(quarantineAll().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
    }

    /** Returns a copy that says whether everything that matches is quarantined, in a form of your choice. */
    default EmailExceptionRule withQuarantineAll(EmailFlag value) {
        return raw().rawQuarantineAll(value);
    }

    /** Returns a copy that says whether everything that matches is quarantined, or does not say so, if empty. */
    default EmailExceptionRule withQuarantineAll(Optional<EmailFlag> value) {
        return raw().rawQuarantineAll(value);
    }

    /** Returns a copy with another verdict on the message. */
    default EmailExceptionRule withActionNeeded(ActionNeeded value) {
        return raw().rawActionNeeded(value);
    }

    /** Returns a copy with another verdict on the message, or without it, if empty. */
    default EmailExceptionRule withActionNeeded(Optional<ActionNeeded> value) {
        return raw().rawActionNeeded(value);
    }

    /** Returns a copy with another comment. */
    default EmailExceptionRule withComment(String value) {
        return raw().rawComment(value);
    }

    /** Returns a copy with another comment, or without it, if empty. */
    default EmailExceptionRule withComment(Optional<String> value) {
        return raw().rawComment(value);
    }

    private ImmutableEmailExceptionRule raw() {
        return (ImmutableEmailExceptionRule) ImmutableEmailExceptionRule.copyOf(this);
    }

    private EmailExceptionRule changed(EmailExceptionRule after) {
        return EmailRuleChecks.changed(this, after);
    }

    /** A builder that sets every member of a rule, also those that are never sent, and checks none. */
    final class RawBuilder extends ImmutableEmailExceptionRule.Builder {
        /** Creates a builder with nothing set. */
        public RawBuilder() {}
    }

    /**
     * A builder of rules. Sets each match field alone, or together with its mode. A match field is never cleared: use
     * {@code with...(Optional.empty())} on the rule for that.
     */
    @CanIgnoreReturnValue
    final class Builder {
        private static final EmailExceptionRule EMPTY = new RawBuilder().build();

        private final EmailExceptionRule source;
        private final RawBuilder raw = new RawBuilder();
        private boolean modesNeedFields = true;
        private boolean modeSetAlone;

        private Builder(EmailExceptionRule source) {
            this.source = source;
            raw.from(source);
        }

        /**
         * Sets the MD5 sum of an attachment, in hex.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder attachmentMd5(String value) {
            raw.attachmentMd5(EmailRuleChecks.checked("attachmentMd5", value, source.attachmentMd5()));
            return this;
        }

        /**
         * Sets the recipient's address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder recipient(String address) {
            raw.recipient(EmailRuleChecks.checked("recipient", address, source.recipient()));
            return this;
        }

        /** Sets how the recipient's address is compared. {@link #build} requires that it is set, too. */
        public Builder recipientMatching(MatchMode mode) {
            raw.recipientMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the recipient's address and how it is compared.
         *
         * @throws IllegalArgumentException if the address is blank
         */
        public Builder recipient(String address, MatchMode mode) {
            raw.recipientMatching(mode);
            return recipient(address);
        }

        /**
         * Sets the IP address of the client that the sender used.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder senderClientIp(String address) {
            raw.senderClientIp(EmailRuleChecks.checked("senderClientIp", address, source.senderClientIp()));
            return this;
        }

        /**
         * Sets the sender's domain.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder senderDomain(String domain) {
            raw.senderDomain(EmailRuleChecks.checked("senderDomain", domain, source.senderDomain()));
            return this;
        }

        /** Sets how the sender's domain is compared. {@link #build} requires that it is set, too. */
        public Builder senderDomainMatching(MatchMode mode) {
            raw.senderDomainMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the sender's domain and how it is compared. With {@link MatchMode#ENDS_WITH}, {@code evil.example} also
         * matches {@code notevil.example}; {@code .evil.example} does not.
         *
         * @throws IllegalArgumentException if the domain is blank
         */
        public Builder senderDomain(String domain, MatchMode mode) {
            raw.senderDomainMatching(mode);
            return senderDomain(domain);
        }

        /**
         * Sets the sender's address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder senderEmail(String address) {
            raw.senderEmail(EmailRuleChecks.checked("senderEmail", address, source.senderEmail()));
            return this;
        }

        /** Sets how the sender's address is compared. {@link #build} requires that it is set, too. */
        public Builder senderEmailMatching(MatchMode mode) {
            raw.senderEmailMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the sender's address and how it is compared.
         *
         * @throws IllegalArgumentException if the address is blank
         */
        public Builder senderEmail(String address, MatchMode mode) {
            raw.senderEmailMatching(mode);
            return senderEmail(address);
        }

        /**
         * Sets the IP address of the sender's server.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder senderIp(String address) {
            raw.senderIp(EmailRuleChecks.checked("senderIp", address, source.senderIp()));
            return this;
        }

        /**
         * Sets the sender's display name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder senderName(String name) {
            raw.senderName(EmailRuleChecks.checked("senderName", name, source.senderName()));
            return this;
        }

        /** Sets how the sender's display name is compared. {@link #build} requires that it is set, too. */
        public Builder senderNameMatching(MatchMode mode) {
            raw.senderNameMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the sender's display name and how it is compared.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder senderName(String name, MatchMode mode) {
            raw.senderNameMatching(mode);
            return senderName(name);
        }

        /**
         * Sets the subject.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder subject(String text) {
            raw.subject(EmailRuleChecks.checked("subject", text, source.subject()));
            return this;
        }

        /** Sets how the subject is compared. {@link #build} requires that it is set, too. */
        public Builder subjectMatching(MatchMode mode) {
            raw.subjectMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the subject and how it is compared.
         *
         * @throws IllegalArgumentException if the text is blank
         */
        public Builder subject(String text, MatchMode mode) {
            raw.subjectMatching(mode);
            return subject(text);
        }

        /**
         * Sets the domains that the message links to.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Builder linkDomains(LinkDomains domains) {
            raw.linkDomains(EmailRuleChecks.checked("linkDomains", domains, source.linkDomains()));
            return this;
        }

        /**
         * Sets the domains that the message links to, separated by commas.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Builder linkDomains(String domains) {
            return linkDomains(LinkDomains.of(domains));
        }

        /** Sets how the domains that the message links to are compared. {@link #build} requires that they are set. */
        public Builder linkDomainMatching(MatchMode mode) {
            raw.linkDomainMatching(mode);
            modeSetAlone = true;
            return this;
        }

        /**
         * Sets the domains that the message links to, separated by commas, and how they are compared.
         *
         * @throws IllegalArgumentException if there is no domain
         */
        public Builder linkDomains(String domains, MatchMode mode) {
            raw.linkDomainMatching(mode);
            return linkDomains(domains);
        }

        /**
         * Allows a mode whose field is not set, as the vendor's own sample has {@code linkDomainMatching}. By default,
         * {@link #build} refuses it, since the rule has most likely lost the field's value.
         */
        public Builder allowModeWithoutField() {
            modesNeedFields = false;
            return this;
        }

        /** Sets the verdict of a block rule on the message. */
        public Builder actionNeeded(ActionNeeded value) {
            raw.actionNeeded(value);
            return this;
        }

        /** Sets the comment, such as a ticket number. */
        public Builder comment(String value) {
            raw.comment(value);
            return this;
        }

        /**
         * Sets whether the rule applies although SPF fails; sent as a boolean, as in the guide, unless the rule that
         * {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        public Builder ignoringSpfCheck(boolean value) {
            return ignoringSpfCheck(
                    source.ignoringSpfCheck().map(flag -> flag.with(value)).orElse(EmailFlag.of(value)));
        }

        /** Sets whether the rule applies although SPF fails, in a form of your choice. */
        public Builder ignoringSpfCheck(EmailFlag value) {
            raw.ignoringSpfCheck(value);
            return this;
        }

        /**
         * Sets whether the rule applies only to messages from now on; sent as text, as in the guide, unless the rule
         * that {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        public Builder matchOnlyFuture(boolean value) {
            return matchOnlyFuture(
                    source.matchOnlyFuture().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
        }

        /** Sets whether the rule applies only to messages from now on, in a form of your choice. */
        public Builder matchOnlyFuture(EmailFlag value) {
            raw.matchOnlyFuture(value);
            return this;
        }

        /**
         * Sets whether everything that matches is quarantined; sent as text, as in the guide, unless the rule that
         * {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        public Builder quarantineAll(boolean value) {
            return quarantineAll(
                    source.quarantineAll().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
        }

        /** Sets whether everything that matches is quarantined, in a form of your choice. */
        public Builder quarantineAll(EmailFlag value) {
            raw.quarantineAll(value);
            return this;
        }

        /** Sets a member that the SDK does not know. */
        public Builder putAdditionalProperty(String name, JsonNode value) {
            raw.putAdditionalProperty(name, value);
            return this;
        }

        /**
         * Builds the rule.
         *
         * @throws IllegalArgumentException if a mode is set without its field, unless {@link #allowModeWithoutField}
         *     was called or the rule that {@link EmailExceptionRule#toBuilder} was called on is like that
         */
        @CheckReturnValue
        public EmailExceptionRule build() {
            EmailExceptionRule rule = raw.build();
            return modesNeedFields && modeSetAlone ? EmailRuleChecks.changed(source, rule) : rule;
        }
    }
}
