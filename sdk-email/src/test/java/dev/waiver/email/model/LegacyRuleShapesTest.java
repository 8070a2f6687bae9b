/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.json.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyRuleShapesTest {

    /** Each name is recognized alone: the other shapes are created only for a rule that may have one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "exceptionId",
                "entity_id",
                "added_by",
                "edited_by",
                "update_time",
                "attachment_md5",
                "from_email",
                "nickname",
                "from_domain",
                "sender_ip",
                "sender_client_ip",
                "action_needed",
                "from_email_matching",
                "from_name_matching",
                "from_domain_matching",
                "recipient_matching",
                "subject_matching",
                "email_link_matching",
                "email_link",
                "ignoring_spf_check",
                "match_only_future",
                "quarantine_all"
            })
    void aMemberOfAnotherShapeIsRead(String name) throws Exception {
        EmailExceptionRule rule =
                JsonCodec.strictNames().read(EmailExceptionRule.class, "{\"" + name + "\":\"true\",\"newMember\":1}");
        assertThat(rule.additionalProperties()).containsOnlyKeys("newMember");
        assertThat(rule).isNotEqualTo(rule("newMember"));
    }

    private static EmailExceptionRule rule(String unknown) throws Exception {
        return JsonCodec.strictNames().read(EmailExceptionRule.class, "{\"" + unknown + "\":1}");
    }
}
