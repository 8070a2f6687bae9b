/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.RequestData;
import java.util.Optional;
import java.util.Set;

/** Request bodies: every value that is set, including unknown ones, and nothing that the service maintains. */
final class EngineRequestBodies {
    private static final Set<String> SERVER_FIELDS =
            Set.of("farm_customer_exception_type", "farmCustomerExceptionType");

    private EngineRequestBodies() {}

    static RequestData<EngineExceptionRule> of(EngineTable table, EngineExceptionRule rule) {
        return RequestData.of(EngineExceptionRule.rawBuilder()
                .from(rule)
                .exceptionType(table.type())
                .insertTime(Optional.empty())
                .additionalProperties(UnknownMembers.sent(rule.additionalProperties(), SERVER_FIELDS))
                .build());
    }

    /**
     * Returns the body that removes an exception.
     *
     * @param text the text of the exception, as it is stored
     */
    static RequestData<JsonNode> deletion(
            EngineTable table, EngineDeleteForm form, String text, EngineExceptionRule stored) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("exceptionType", table.type());
        if (form == EngineDeleteForm.EXCEPTION_STR) {
            data.put("exceptionStr", text);
        } else {
            data.putArray("exceptionStrList").add(text);
        }
        stored.boundEntityType().ifPresent(type -> data.put("entityType", type));
        stored.boundEntityId().ifPresent(id -> data.put("entityId", id));
        return RequestData.of(data);
    }
}
