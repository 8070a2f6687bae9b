/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.waiver.core.json.WireTimestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A converter for the shapes of a rule other than the recorded one: ids under other names, and the snake case of an
 * older backend. A value under the recorded name takes precedence; a value that does not fit stays among the unknown
 * members.
 */
final class LegacyRuleShapes extends StdConverter<ImmutableEmailExceptionRule, EmailExceptionRule> {
    private static final List<String> EXPIRY = List.of("expiration_time", "expirationTime");

    /** The names of the shapes that are not in snake case. */
    private static final Set<String> OTHER_NAMES = Set.of("id", "exceptionId", "nickname");

    /** Initialized when a rule of another shape arrives, because creating its functions takes about 10 ms. */
    private static final class Shapes {
        /** The shapes by name. If several stand for one field, the first that is present counts. */
        static final Map<String, Shape<?>> ALL = shapes();
    }

    @Override
    public EmailExceptionRule convert(ImmutableEmailExceptionRule rule) {
        Map<String, JsonNode> unknown = rule.additionalProperties();
        for (String name : unknown.keySet()) {
            if (name.indexOf('_') >= 0 || OTHER_NAMES.contains(name)) {
                return converted(rule, unknown);
            }
        }
        return rule;
    }

    private static EmailExceptionRule converted(ImmutableEmailExceptionRule rule, Map<String, JsonNode> unknown) {
        Map<String, JsonNode> rest = new LinkedHashMap<>(unknown);
        ImmutableEmailExceptionRule lifted = rule;
        for (Map.Entry<String, Shape<?>> shape : Shapes.ALL.entrySet()) {
            JsonNode json = unknown.get(shape.getKey());
            ImmutableEmailExceptionRule more =
                    json == null ? null : shape.getValue().apply(lifted, json);
            if (more != null) {
                lifted = more;
                rest.remove(shape.getKey());
            }
        }
        return lifted.rawAdditionalProperties(rest);
    }

    static Optional<WireTimestamp> expires(EmailExceptionRule rule) {
        return EXPIRY.stream()
                .map(rule.additionalProperties()::get)
                .filter(json ->
                        json != null && json.isValueNode() && !json.asText("").isBlank())
                .filter(json -> !json.isNull())
                .map(json -> WireTimestamp.of(json.asText()))
                .findFirst();
    }

    private static Map<String, Shape<?>> shapes() {
        Map<String, Shape<?>> shapes = new LinkedHashMap<>();
        for (String name : List.of("id", "exceptionId", "entity_id")) {
            shapes.put(name, text(EmailExceptionRule::entityId, ImmutableEmailExceptionRule::rawEntityId));
        }
        shapes.put("added_by", text(EmailExceptionRule::addedBy, ImmutableEmailExceptionRule::rawAddedBy));
        shapes.put("edited_by", text(EmailExceptionRule::editedBy, ImmutableEmailExceptionRule::rawEditedBy));
        shapes.put(
                "update_time",
                word(EmailExceptionRule::updateTime, WireTimestamp::of, ImmutableEmailExceptionRule::rawUpdateTime));
        shapes.put(
                "attachment_md5",
                text(EmailExceptionRule::attachmentMd5, ImmutableEmailExceptionRule::rawAttachmentMd5));
        shapes.put("from_email", text(EmailExceptionRule::senderEmail, ImmutableEmailExceptionRule::rawSenderEmail));
        shapes.put("nickname", text(EmailExceptionRule::senderName, ImmutableEmailExceptionRule::rawSenderName));
        shapes.put("from_domain", text(EmailExceptionRule::senderDomain, ImmutableEmailExceptionRule::rawSenderDomain));
        shapes.put("sender_ip", text(EmailExceptionRule::senderIp, ImmutableEmailExceptionRule::rawSenderIp));
        shapes.put(
                "sender_client_ip",
                text(EmailExceptionRule::senderClientIp, ImmutableEmailExceptionRule::rawSenderClientIp));
        shapes.put(
                "action_needed",
                word(EmailExceptionRule::actionNeeded, ActionNeeded::of, ImmutableEmailExceptionRule::rawActionNeeded));
        shapes.put(
                "from_email_matching",
                mode(EmailExceptionRule::senderEmailMatching, ImmutableEmailExceptionRule::rawSenderEmailMatching));
        shapes.put(
                "from_name_matching",
                mode(EmailExceptionRule::senderNameMatching, ImmutableEmailExceptionRule::rawSenderNameMatching));
        shapes.put(
                "from_domain_matching",
                mode(EmailExceptionRule::senderDomainMatching, ImmutableEmailExceptionRule::rawSenderDomainMatching));
        shapes.put(
                "recipient_matching",
                mode(EmailExceptionRule::recipientMatching, ImmutableEmailExceptionRule::rawRecipientMatching));
        shapes.put(
                "subject_matching",
                mode(EmailExceptionRule::subjectMatching, ImmutableEmailExceptionRule::rawSubjectMatching));
        shapes.put(
                "email_link_matching",
                mode(EmailExceptionRule::linkDomainMatching, ImmutableEmailExceptionRule::rawLinkDomainMatching));
        shapes.put(
                "email_link",
                new Shape<>(
                        EmailExceptionRule::linkDomains,
                        LinkDomains::read,
                        ImmutableEmailExceptionRule::rawLinkDomains));
        shapes.put(
                "ignoring_spf_check",
                flag(EmailExceptionRule::ignoringSpfCheck, ImmutableEmailExceptionRule::rawIgnoringSpfCheck));
        shapes.put(
                "match_only_future",
                flag(EmailExceptionRule::matchOnlyFuture, ImmutableEmailExceptionRule::rawMatchOnlyFuture));
        shapes.put(
                "quarantine_all",
                flag(EmailExceptionRule::quarantineAll, ImmutableEmailExceptionRule::rawQuarantineAll));
        return shapes;
    }

    private static Shape<String> text(Function<EmailExceptionRule, Optional<String>> field, Setter<String> setter) {
        return word(field, text -> text, setter);
    }

    private static Shape<MatchMode> mode(
            Function<EmailExceptionRule, Optional<MatchMode>> field, Setter<MatchMode> setter) {
        return word(field, MatchMode::of, setter);
    }

    private static <V> Shape<V> word(
            Function<EmailExceptionRule, Optional<V>> field, Function<String, V> read, Setter<V> setter) {
        return new Shape<>(
                field, json -> json.isTextual() || json.isNumber() ? read.apply(json.asText()) : null, setter);
    }

    private static Shape<EmailFlag> flag(
            Function<EmailExceptionRule, Optional<EmailFlag>> field, Setter<EmailFlag> setter) {
        return new Shape<>(field, json -> json.isValueNode() ? EmailFlag.read(json) : null, setter);
    }

    /** A setter of a field. */
    private interface Setter<V> {
        ImmutableEmailExceptionRule set(ImmutableEmailExceptionRule rule, V value);
    }

    /** A reader of a member. Returns null if the value does not fit. */
    private interface Reader<V> {
        @Nullable
        V read(JsonNode json);
    }

    /** A member and the field that it is read into. */
    private record Shape<V>(Function<EmailExceptionRule, Optional<V>> field, Reader<V> reader, Setter<V> setter) {

        /**
         * Returns the rule with the field set, or null if the member is not set or does not fit, or the field is set
         * already.
         */
        @Nullable
        ImmutableEmailExceptionRule apply(ImmutableEmailExceptionRule rule, JsonNode json) {
            if (json.isNull() || json.asText("x").isBlank() || field.apply(rule).isPresent()) {
                return null;
            }
            V value = reader.read(json);
            return value == null ? null : setter.set(rule, value);
        }
    }
}
