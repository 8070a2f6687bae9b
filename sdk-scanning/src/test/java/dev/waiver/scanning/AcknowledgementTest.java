/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.fixtures.AcknowledgementTests;
import dev.waiver.testing.Simulator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementTest extends ScanningFixture implements AcknowledgementTests {
    @Override
    public Simulator service() {
        return cg;
    }

    @Override
    public List<ApiCall<?>> writes() {
        ScanningClient client = client();
        ScanningExceptionsApi api = client.api(ScanningExceptionsApi.class);
        String id = cg.add("{\"text\":\"t\",\"nvt\":\"" + OID + "\"}");
        JsonNode body = JsonNodeFactory.instance.objectNode();
        return List.of(
                api.create(body),
                api.update(id, body),
                api.delete(id),
                client.exceptions().remove(id));
    }

    @Override
    public List<String> refusals() {
        return List.of("{\"id\":\"request-1\",\"status\":403}");
    }

    @Override
    public List<String> acknowledgements() {
        return List.of(
                "{\"status\":200,\"status_text\":\"OK\"}",
                "{\"exception\":{\"status\":\"requested\"}}",
                "{\"id\":\"1\",\"nvt\":\"1.3\",\"status\":1}",
                "{\"id\":\"1\",\"status\":1}",
                "{\"uuid\":\"1\",\"text\":\"t\",\"status\":\"2\"}",
                "{\"errors\":[],\"id\":\"1\"}");
    }

    private ApiCall<JsonNode> bulk() {
        return client().api(ScanningExceptionsApi.class).deleteMany(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void anUnclearResponseToABulkOperationIsNoSuccess() {
        for (String body : List.of("{\"message\":\"denied\"}", "false", "[\"denied\"]")) {
            respond("application/json", body);
            assertThat(failure(bulk()))
                    .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
        }
        respond("application/json", "{\"deleted\":2}");
        assertThat(failure(bulk())).isNull();
    }

    @Test
    void aRefusedBulkOperationFails() {
        respond("application/json", "{\"errors\":[{\"message\":\"denied\"}]}");
        assertThat(failure(bulk())).isInstanceOf(ApiException.class).hasMessageContaining("denied");
    }
}
