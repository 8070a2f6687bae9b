package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.RuleStyle;
import dev.waiver.core.json.WireTimestamp;
import java.util.List;
import java.util.Map;
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
     * Returns two rules that together match a domain and all of its subdomains, for {@code createAll}. One rule cannot:
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
        return unchecked().uncheckedAttachmentMd5(EmailRuleChecks.text("attachmentMd5", value, attachmentMd5()));
    }

    /**
     * Returns a copy with another MD5 sum of an attachment, in hex, or without it, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withAttachmentMd5(Optional<String> value) {
        return value.isPresent() ? withAttachmentMd5(value.get()) : unchecked().uncheckedAttachmentMd5(value);
    }

    /**
     * Returns a copy with another address of the recipient.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withRecipient(String value) {
        return unchecked().uncheckedRecipient(EmailRuleChecks.text("recipient", value, recipient()));
    }

    /**
     * Returns a copy with another address of the recipient, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withRecipient(Optional<String> value) {
        if (value.isEmpty() && recipient().isPresent()) {
            return unchecked().uncheckedRecipient(value).uncheckedRecipientMatching(Optional.empty());
        }
        return value.isPresent() ? withRecipient(value.get()) : unchecked().uncheckedRecipient(value);
    }

    /**
     * Returns a copy with another address of the recipient and how it is compared.
     *
     * @throws IllegalArgumentException if the address is blank
     */
    default EmailExceptionRule withRecipient(String address, MatchMode mode) {
        String checked = EmailRuleChecks.text("recipient", address, recipient());
        return unchecked()
                .uncheckedRecipient(checked)
                .uncheckedRecipientMatching(Objects.requireNonNull(mode, "recipientMatching"));
    }

    /**
     * Returns a copy with another mode for the address of the recipient.
     *
     * @throws IllegalArgumentException if {@link #recipient()} is not set
     */
    default EmailExceptionRule withRecipientMatching(MatchMode mode) {
        return unchecked()
                .uncheckedRecipientMatching(EmailRuleChecks.mode(
                        "recipientMatching", mode, recipientMatching(), recipient(), "withRecipient(address, mode)"));
    }

    /**
     * Returns a copy with another mode for the address of the recipient, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #recipient()} is not set
     */
    default EmailExceptionRule withRecipientMatching(Optional<MatchMode> mode) {
        return mode.isPresent()
                ? withRecipientMatching(mode.get())
                : unchecked().uncheckedRecipientMatching(mode);
    }

    /**
     * Returns a copy with another IP address of the client that the sender used.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderClientIp(String value) {
        return unchecked().uncheckedSenderClientIp(EmailRuleChecks.text("senderClientIp", value, senderClientIp()));
    }

    /**
     * Returns a copy with another IP address of the client that the sender used, or without it, if empty: it matches
     * more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderClientIp(Optional<String> value) {
        return value.isPresent() ? withSenderClientIp(value.get()) : unchecked().uncheckedSenderClientIp(value);
    }

    /**
     * Returns a copy with another domain of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderDomain(String value) {
        return unchecked().uncheckedSenderDomain(EmailRuleChecks.text("senderDomain", value, senderDomain()));
    }

    /**
     * Returns a copy with another domain of the sender, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderDomain(Optional<String> value) {
        if (value.isEmpty() && senderDomain().isPresent()) {
            return unchecked().uncheckedSenderDomain(value).uncheckedSenderDomainMatching(Optional.empty());
        }
        return value.isPresent() ? withSenderDomain(value.get()) : unchecked().uncheckedSenderDomain(value);
    }

    /**
     * Returns a copy with another domain of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the domain is blank
     */
    default EmailExceptionRule withSenderDomain(String domain, MatchMode mode) {
        String checked = EmailRuleChecks.text("senderDomain", domain, senderDomain());
        return unchecked()
                .uncheckedSenderDomain(checked)
                .uncheckedSenderDomainMatching(Objects.requireNonNull(mode, "senderDomainMatching"));
    }

    /**
     * Returns a copy with another mode for the domain of the sender.
     *
     * @throws IllegalArgumentException if {@link #senderDomain()} is not set
     */
    default EmailExceptionRule withSenderDomainMatching(MatchMode mode) {
        return unchecked()
                .uncheckedSenderDomainMatching(EmailRuleChecks.mode(
                        "senderDomainMatching",
                        mode,
                        senderDomainMatching(),
                        senderDomain(),
                        "withSenderDomain(domain, mode)"));
    }

    /**
     * Returns a copy with another mode for the domain of the sender, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #senderDomain()} is not set
     */
    default EmailExceptionRule withSenderDomainMatching(Optional<MatchMode> mode) {
        return mode.isPresent()
                ? withSenderDomainMatching(mode.get())
                : unchecked().uncheckedSenderDomainMatching(mode);
    }

    /**
     * Returns a copy with another address of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderEmail(String value) {
        return unchecked().uncheckedSenderEmail(EmailRuleChecks.text("senderEmail", value, senderEmail()));
    }

    /**
     * Returns a copy with another address of the sender, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderEmail(Optional<String> value) {
        if (value.isEmpty() && senderEmail().isPresent()) {
            return unchecked().uncheckedSenderEmail(value).uncheckedSenderEmailMatching(Optional.empty());
        }
        return value.isPresent() ? withSenderEmail(value.get()) : unchecked().uncheckedSenderEmail(value);
    }

    /**
     * Returns a copy with another address of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the address is blank
     */
    default EmailExceptionRule withSenderEmail(String address, MatchMode mode) {
        String checked = EmailRuleChecks.text("senderEmail", address, senderEmail());
        return unchecked()
                .uncheckedSenderEmail(checked)
                .uncheckedSenderEmailMatching(Objects.requireNonNull(mode, "senderEmailMatching"));
    }

    /**
     * Returns a copy with another mode for the address of the sender.
     *
     * @throws IllegalArgumentException if {@link #senderEmail()} is not set
     */
    default EmailExceptionRule withSenderEmailMatching(MatchMode mode) {
        return unchecked()
                .uncheckedSenderEmailMatching(EmailRuleChecks.mode(
                        "senderEmailMatching",
                        mode,
                        senderEmailMatching(),
                        senderEmail(),
                        "withSenderEmail(address, mode)"));
    }

    /**
     * Returns a copy with another mode for the address of the sender, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #senderEmail()} is not set
     */
    default EmailExceptionRule withSenderEmailMatching(Optional<MatchMode> mode) {
        return mode.isPresent()
                ? withSenderEmailMatching(mode.get())
                : unchecked().uncheckedSenderEmailMatching(mode);
    }

    /**
     * Returns a copy with another IP address of the sender's server.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderIp(String value) {
        return unchecked().uncheckedSenderIp(EmailRuleChecks.text("senderIp", value, senderIp()));
    }

    /**
     * Returns a copy with another IP address of the sender's server, or without it, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderIp(Optional<String> value) {
        return value.isPresent() ? withSenderIp(value.get()) : unchecked().uncheckedSenderIp(value);
    }

    /**
     * Returns a copy with another display name of the sender.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderName(String value) {
        return unchecked().uncheckedSenderName(EmailRuleChecks.text("senderName", value, senderName()));
    }

    /**
     * Returns a copy with another display name of the sender, or without it and its mode, if empty: it matches more
     * then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSenderName(Optional<String> value) {
        if (value.isEmpty() && senderName().isPresent()) {
            return unchecked().uncheckedSenderName(value).uncheckedSenderNameMatching(Optional.empty());
        }
        return value.isPresent() ? withSenderName(value.get()) : unchecked().uncheckedSenderName(value);
    }

    /**
     * Returns a copy with another display name of the sender and how it is compared.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    default EmailExceptionRule withSenderName(String name, MatchMode mode) {
        String checked = EmailRuleChecks.text("senderName", name, senderName());
        return unchecked()
                .uncheckedSenderName(checked)
                .uncheckedSenderNameMatching(Objects.requireNonNull(mode, "senderNameMatching"));
    }

    /**
     * Returns a copy with another mode for the display name of the sender.
     *
     * @throws IllegalArgumentException if {@link #senderName()} is not set
     */
    default EmailExceptionRule withSenderNameMatching(MatchMode mode) {
        return unchecked()
                .uncheckedSenderNameMatching(EmailRuleChecks.mode(
                        "senderNameMatching", mode, senderNameMatching(), senderName(), "withSenderName(name, mode)"));
    }

    /**
     * Returns a copy with another mode for the display name of the sender, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #senderName()} is not set
     */
    default EmailExceptionRule withSenderNameMatching(Optional<MatchMode> mode) {
        return mode.isPresent()
                ? withSenderNameMatching(mode.get())
                : unchecked().uncheckedSenderNameMatching(mode);
    }

    /**
     * Returns a copy with another subject.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSubject(String value) {
        return unchecked().uncheckedSubject(EmailRuleChecks.text("subject", value, subject()));
    }

    /**
     * Returns a copy with another subject, or without it and its mode, if empty: it matches more then.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default EmailExceptionRule withSubject(Optional<String> value) {
        if (value.isEmpty() && subject().isPresent()) {
            return unchecked().uncheckedSubject(value).uncheckedSubjectMatching(Optional.empty());
        }
        return value.isPresent() ? withSubject(value.get()) : unchecked().uncheckedSubject(value);
    }

    /**
     * Returns a copy with another subject and how it is compared.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    default EmailExceptionRule withSubject(String text, MatchMode mode) {
        String checked = EmailRuleChecks.text("subject", text, subject());
        return unchecked()
                .uncheckedSubject(checked)
                .uncheckedSubjectMatching(Objects.requireNonNull(mode, "subjectMatching"));
    }

    /**
     * Returns a copy with another mode for the subject.
     *
     * @throws IllegalArgumentException if {@link #subject()} is not set
     */
    default EmailExceptionRule withSubjectMatching(MatchMode mode) {
        return unchecked()
                .uncheckedSubjectMatching(EmailRuleChecks.mode(
                        "subjectMatching", mode, subjectMatching(), subject(), "withSubject(text, mode)"));
    }

    /**
     * Returns a copy with another mode for the subject, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #subject()} is not set
     */
    default EmailExceptionRule withSubjectMatching(Optional<MatchMode> mode) {
        return mode.isPresent() ? withSubjectMatching(mode.get()) : unchecked().uncheckedSubjectMatching(mode);
    }

    /**
     * Returns a copy with other domains that the message links to.
     *
     * @throws IllegalArgumentException if there is none
     */
    default EmailExceptionRule withLinkDomains(LinkDomains domains) {
        return unchecked().uncheckedLinkDomains(EmailRuleChecks.links(domains, linkDomains()));
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
     * @throws IllegalArgumentException if there is no domain
     */
    default EmailExceptionRule withLinkDomains(String domains, MatchMode mode) {
        LinkDomains checked = EmailRuleChecks.links(LinkDomains.of(domains), linkDomains());
        return unchecked()
                .uncheckedLinkDomains(checked)
                .uncheckedLinkDomainMatching(Objects.requireNonNull(mode, "linkDomainMatching"));
    }

    /**
     * Returns a copy with other domains that the message links to, or without them and their mode, if empty: it matches
     * more then.
     *
     * @throws IllegalArgumentException if there is no domain
     */
    default EmailExceptionRule withLinkDomains(Optional<LinkDomains> domains) {
        if (domains.isEmpty() && linkDomains().isPresent()) {
            return unchecked().uncheckedLinkDomains(domains).uncheckedLinkDomainMatching(Optional.empty());
        }
        return domains.isPresent()
                ? withLinkDomains(domains.get())
                : unchecked().uncheckedLinkDomains(domains);
    }

    /**
     * Returns a copy with another mode for the domains that the message links to.
     *
     * @throws IllegalArgumentException if {@link #linkDomains()} is not set
     */
    default EmailExceptionRule withLinkDomainMatching(MatchMode mode) {
        return unchecked()
                .uncheckedLinkDomainMatching(EmailRuleChecks.mode(
                        "linkDomainMatching",
                        mode,
                        linkDomainMatching(),
                        linkDomains(),
                        "withLinkDomains(domains, mode)"));
    }

    /**
     * Returns a copy with another mode for the domains that the message links to, or without one, if empty.
     *
     * @throws IllegalArgumentException if {@link #linkDomains()} is not set
     */
    default EmailExceptionRule withLinkDomainMatching(Optional<MatchMode> mode) {
        return mode.isPresent()
                ? withLinkDomainMatching(mode.get())
                : unchecked().uncheckedLinkDomainMatching(mode);
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
        return unchecked().uncheckedIgnoringSpfCheck(Objects.requireNonNull(value, "ignoringSpfCheck"));
    }

    /** Returns a copy that says whether it applies although SPF fails, or does not say so, if empty. */
    default EmailExceptionRule withIgnoringSpfCheck(Optional<EmailFlag> value) {
        return unchecked().uncheckedIgnoringSpfCheck(value);
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
        return unchecked().uncheckedMatchOnlyFuture(Objects.requireNonNull(value, "matchOnlyFuture"));
    }

    /** Returns a copy that says whether it applies only to messages from now on, or does not say so, if empty. */
    default EmailExceptionRule withMatchOnlyFuture(Optional<EmailFlag> value) {
        return unchecked().uncheckedMatchOnlyFuture(value);
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
        return unchecked().uncheckedQuarantineAll(Objects.requireNonNull(value, "quarantineAll"));
    }

    /** Returns a copy that says whether everything that matches is quarantined, or does not say so, if empty. */
    default EmailExceptionRule withQuarantineAll(Optional<EmailFlag> value) {
        return unchecked().uncheckedQuarantineAll(value);
    }

    /** Returns a copy with another verdict on the message. */
    default EmailExceptionRule withActionNeeded(ActionNeeded value) {
        return unchecked().uncheckedActionNeeded(Objects.requireNonNull(value, "actionNeeded"));
    }

    /** Returns a copy with another verdict on the message, or without it, if empty. */
    default EmailExceptionRule withActionNeeded(Optional<ActionNeeded> value) {
        return unchecked().uncheckedActionNeeded(value);
    }

    /** Returns a copy with another comment. */
    default EmailExceptionRule withComment(String value) {
        return unchecked().uncheckedComment(Objects.requireNonNull(value, "comment"));
    }

    /** Returns a copy with another comment, or without it, if empty. */
    default EmailExceptionRule withComment(Optional<String> value) {
        return unchecked().uncheckedComment(value);
    }

    /** Returns a copy with another id, which is not sent. */
    default EmailExceptionRule withEntityId(String value) {
        return unchecked().uncheckedEntityId(Objects.requireNonNull(value, "entityId"));
    }

    /** Returns a copy with another id, which is not sent, or without it, if empty. */
    default EmailExceptionRule withEntityId(Optional<String> value) {
        return unchecked().uncheckedEntityId(value);
    }

    /** Returns a copy with another author, who is not sent. */
    default EmailExceptionRule withAddedBy(String value) {
        return unchecked().uncheckedAddedBy(Objects.requireNonNull(value, "addedBy"));
    }

    /** Returns a copy with another author, who is not sent, or without it, if empty. */
    default EmailExceptionRule withAddedBy(Optional<String> value) {
        return unchecked().uncheckedAddedBy(value);
    }

    /** Returns a copy with another last author, who is not sent. */
    default EmailExceptionRule withEditedBy(String value) {
        return unchecked().uncheckedEditedBy(Objects.requireNonNull(value, "editedBy"));
    }

    /** Returns a copy with another last author, who is not sent, or without it, if empty. */
    default EmailExceptionRule withEditedBy(Optional<String> value) {
        return unchecked().uncheckedEditedBy(value);
    }

    /** Returns a copy with another time of the last change, which is not sent. */
    default EmailExceptionRule withUpdateTime(WireTimestamp value) {
        return unchecked().uncheckedUpdateTime(Objects.requireNonNull(value, "updateTime"));
    }

    /** Returns a copy with another time of the last change, which is not sent, or without it, if empty. */
    default EmailExceptionRule withUpdateTime(Optional<WireTimestamp> value) {
        return unchecked().uncheckedUpdateTime(value);
    }

    /** Returns a copy with other members that the SDK does not know. */
    default EmailExceptionRule withAdditionalProperties(Map<String, ? extends JsonNode> members) {
        return unchecked().uncheckedAdditionalProperties(members);
    }

    private ImmutableEmailExceptionRule unchecked() {
        return (ImmutableEmailExceptionRule) ImmutableEmailExceptionRule.copyOf(this);
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
            rule.attachmentMd5(EmailRuleChecks.text("attachmentMd5", value, source.attachmentMd5()));
            return this;
        }

        /**
         * Sets the recipient's address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder recipient(String value) {
            rule.recipient(EmailRuleChecks.text("recipient", value, source.recipient()));
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
            rule.senderClientIp(EmailRuleChecks.text("senderClientIp", value, source.senderClientIp()));
            return this;
        }

        /**
         * Sets the sender's domain.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderDomain(String value) {
            rule.senderDomain(EmailRuleChecks.text("senderDomain", value, source.senderDomain()));
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
            rule.senderEmail(EmailRuleChecks.text("senderEmail", value, source.senderEmail()));
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
            rule.senderIp(EmailRuleChecks.text("senderIp", value, source.senderIp()));
            return this;
        }

        /**
         * Sets the sender's display name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder senderName(String value) {
            rule.senderName(EmailRuleChecks.text("senderName", value, source.senderName()));
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
            rule.subject(EmailRuleChecks.text("subject", value, source.subject()));
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
            rule.linkDomains(EmailRuleChecks.links(domains, source.linkDomains()));
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

        /**
         * Sets whether the rule applies although SPF fails; sent as a boolean, as in the guide, unless the rule that
         * {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        @CanIgnoreReturnValue
        public Builder ignoringSpfCheck(boolean value) {
            return ignoringSpfCheck(
                    source.ignoringSpfCheck().map(flag -> flag.with(value)).orElse(EmailFlag.of(value)));
        }

        /** Sets whether the rule applies although SPF fails, in a form of your choice. */
        @CanIgnoreReturnValue
        public Builder ignoringSpfCheck(EmailFlag value) {
            rule.ignoringSpfCheck(Objects.requireNonNull(value, "ignoringSpfCheck"));
            return this;
        }

        /**
         * Sets whether the rule applies only to messages from now on; sent as text, as in the guide, unless the rule
         * that {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        @CanIgnoreReturnValue
        public Builder matchOnlyFuture(boolean value) {
            return matchOnlyFuture(
                    source.matchOnlyFuture().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
        }

        /** Sets whether the rule applies only to messages from now on, in a form of your choice. */
        @CanIgnoreReturnValue
        public Builder matchOnlyFuture(EmailFlag value) {
            rule.matchOnlyFuture(Objects.requireNonNull(value, "matchOnlyFuture"));
            return this;
        }

        /**
         * Sets whether everything that matches is quarantined; sent as text, as in the guide, unless the rule that
         * {@link EmailExceptionRule#toBuilder} was called on has another form.
         */
        @CanIgnoreReturnValue
        public Builder quarantineAll(boolean value) {
            return quarantineAll(
                    source.quarantineAll().map(flag -> flag.with(value)).orElse(EmailFlag.text(value)));
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
    }
}
