package dev.waiver.email.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.waiver.core.json.SentTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of a rule beside the recorded one: ids under other names, and the snake case of an older backend. What is
 * set under the recorded name stays; a value that does not fit stays where it was.
 */
final class RuleShapes extends StdConverter<ImmutableEmailExceptionRule, EmailExceptionRule> {
    private static final List<String> IDS = List.of("id", "exceptionId", "entity_id");
    private static final List<String> EXPIRY = List.of("expiration_time", "expirationTime");

    @Override
    public EmailExceptionRule convert(ImmutableEmailExceptionRule rule) {
        if (rule.additionalProperties().isEmpty()) {
            return rule;
        }
        Lifting lifting = new Lifting(rule);
        for (String name : IDS) {
            lifting.texts(name, EmailExceptionRule::entityId, EmailExceptionRule::withEntityId);
        }
        lifting.texts("added_by", EmailExceptionRule::addedBy, EmailExceptionRule::withAddedBy);
        lifting.texts("edited_by", EmailExceptionRule::editedBy, EmailExceptionRule::withEditedBy);
        lifting.one("update_time", EmailExceptionRule::updateTime, SentTime::of, EmailExceptionRule::withUpdateTime);
        lifting.texts("attachment_md5", EmailExceptionRule::attachmentMd5, EmailExceptionRule::withAttachmentMd5);
        lifting.texts("from_email", EmailExceptionRule::senderEmail, EmailExceptionRule::withSenderEmail);
        lifting.texts("nickname", EmailExceptionRule::senderName, EmailExceptionRule::withSenderName);
        lifting.texts("from_domain", EmailExceptionRule::senderDomain, EmailExceptionRule::withSenderDomain);
        lifting.texts("sender_ip", EmailExceptionRule::senderIp, EmailExceptionRule::withSenderIp);
        lifting.texts("sender_client_ip", EmailExceptionRule::senderClientIp, EmailExceptionRule::withSenderClientIp);
        lifting.one(
                "action_needed",
                EmailExceptionRule::actionNeeded,
                ActionNeeded::of,
                EmailExceptionRule::withActionNeeded);
        lifting.modes(
                "from_email_matching",
                EmailExceptionRule::senderEmailMatching,
                EmailExceptionRule::withSenderEmailMatching);
        lifting.modes(
                "from_name_matching",
                EmailExceptionRule::senderNameMatching,
                EmailExceptionRule::withSenderNameMatching);
        lifting.modes(
                "from_domain_matching",
                EmailExceptionRule::senderDomainMatching,
                EmailExceptionRule::withSenderDomainMatching);
        lifting.modes(
                "recipient_matching", EmailExceptionRule::recipientMatching, EmailExceptionRule::withRecipientMatching);
        lifting.modes("subject_matching", EmailExceptionRule::subjectMatching, EmailExceptionRule::withSubjectMatching);
        lifting.modes(
                "email_link_matching",
                EmailExceptionRule::linkDomainMatching,
                EmailExceptionRule::withLinkDomainMatching);
        lifting.links("email_link");
        lifting.flags(
                "ignoring_spf_check", EmailExceptionRule::ignoringSpfCheck, EmailExceptionRule::withIgnoringSpfCheck);
        lifting.flags(
                "match_only_future", EmailExceptionRule::matchOnlyFuture, EmailExceptionRule::withMatchOnlyFuture);
        lifting.flags("quarantine_all", EmailExceptionRule::quarantineAll, EmailExceptionRule::withQuarantineAll);
        return lifting.rule();
    }

    static Optional<SentTime> expires(EmailExceptionRule rule) {
        return EXPIRY.stream()
                .map(rule.additionalProperties()::get)
                .filter(json ->
                        json != null && json.isValueNode() && !json.asText("").isBlank())
                .filter(json -> !json.isNull())
                .map(json -> SentTime.of(json.asText()))
                .findFirst();
    }

    /** Sets a field of a rule. */
    private interface Setter<V> {
        EmailExceptionRule set(EmailExceptionRule rule, V value);
    }

    /** Reads a member; nothing if it does not fit. */
    private interface Reader<V> {
        @Nullable
        V read(JsonNode json);
    }

    /** Moves members to the fields that they stand for. */
    private static final class Lifting {
        private final Map<String, JsonNode> unknown;
        private EmailExceptionRule rule;
        private boolean moved;

        Lifting(EmailExceptionRule rule) {
            this.rule = rule;
            this.unknown = new LinkedHashMap<>(rule.additionalProperties());
        }

        void texts(String name, Function<EmailExceptionRule, Optional<String>> field, Setter<String> setter) {
            one(name, field, text -> text, setter);
        }

        void modes(String name, Function<EmailExceptionRule, Optional<MatchMode>> field, Setter<MatchMode> setter) {
            one(name, field, MatchMode::of, setter);
        }

        <V> void one(
                String name,
                Function<EmailExceptionRule, Optional<V>> field,
                Function<String, V> read,
                Setter<V> setter) {
            move(name, field, json -> json.isTextual() || json.isNumber() ? read.apply(json.asText()) : null, setter);
        }

        void flags(String name, Function<EmailExceptionRule, Optional<EmailFlag>> field, Setter<EmailFlag> setter) {
            move(name, field, json -> json.isValueNode() ? EmailFlag.read(json) : null, setter);
        }

        void links(String name) {
            move(name, EmailExceptionRule::linkDomains, LinkDomains::read, EmailExceptionRule::withLinkDomains);
        }

        private <V> void move(
                String name, Function<EmailExceptionRule, Optional<V>> field, Reader<V> read, Setter<V> setter) {
            JsonNode json = unknown.get(name);
            if (json == null
                    || json.isNull()
                    || json.asText("x").isBlank()
                    || field.apply(rule).isPresent()) {
                return;
            }
            V value = read.read(json);
            if (value != null) {
                rule = setter.set(rule, value);
                unknown.remove(name);
                moved = true;
            }
        }

        EmailExceptionRule rule() {
            return moved ? rule.withAdditionalProperties(unknown) : rule;
        }
    }
}
