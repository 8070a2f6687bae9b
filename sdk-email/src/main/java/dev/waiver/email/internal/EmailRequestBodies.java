/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.RequestData;
import java.util.Optional;
import java.util.Set;

/**
 * Request bodies: every value of a rule that is set, including unknown ones, and nothing that the service maintains.
 */
final class EmailRequestBodies {
    private static final Set<String> SERVER_FIELDS =
            Set.of("id", "exceptionId", "entity_id", "added_by", "edited_by", "update_time");

    private EmailRequestBodies() {}

    static RequestData<EmailExceptionRule> of(EmailExceptionRule rule) {
        return RequestData.of(EmailExceptionRule.rawBuilder()
                .from(rule)
                .entityId(Optional.empty())
                .addedBy(Optional.empty())
                .editedBy(Optional.empty())
                .updateTime(Optional.empty())
                .additionalProperties(UnknownMembers.sent(rule.additionalProperties(), SERVER_FIELDS))
                .build());
    }
}
