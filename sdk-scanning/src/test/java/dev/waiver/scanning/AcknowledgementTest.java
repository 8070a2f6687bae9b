package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ServerException;
import dev.waiver.testing.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which responses acknowledge a write that was not applied, refuse it, or show neither. */
class AcknowledgementTest extends ScanningFixture {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private void respond(String contentType, String body) {
        cg.faults()
                .writes()
                .always(Fault.body(200, contentType, body.getBytes(StandardCharsets.UTF_8))
                        .withoutApplying());
    }

    private static @Nullable Throwable failure(ApiCall<?> call) {
        Throwable blocking = catchThrowable(call::execute);
        Throwable async = catchThrowable(() -> call.executeAsync().get());
        if (async instanceof ExecutionException) {
            async = async.getCause();
        }
        assertThat(async == null ? null : async.getClass()).isEqualTo(blocking == null ? null : blocking.getClass());
        return blocking;
    }

    private List<ApiCall<?>> writes() {
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

    private ApiCall<JsonNode> bulk() {
        return client().api(ScanningExceptionsApi.class).deleteMany(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void aBulkOperationReturnsAnyJson() {
        respond("application/json", "{\"message\":\"denied\"}");
        assertThat(failure(bulk())).isNull();
    }

    @Test
    void aRefusedBulkOperationFails() {
        respond("application/json", "{\"errors\":[{\"message\":\"denied\"}]}");
        assertThat(failure(bulk())).isInstanceOf(ApiException.class).hasMessageContaining("denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied by policy",
                BYTE_ORDER_MARK + "<html><body>Access denied</body></html>",
                "false",
                "{\"message\":\"denied\"}",
                "{\"Message\":\"User is not authorized\"}"
            })
    void unclear(String body) {
        respond("text/plain", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write))
                    .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"denied\"}",
                BYTE_ORDER_MARK + "{\"error\":\"denied\"}",
                "{\"errors\":[\"x\"]}",
                "{\"success\":false}",
                "{\"code\":403}",
                "{\"status\":\"403\",\"message\":\"denied\"}"
            })
    void refused(String body) {
        respond("application/json", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write))
                    .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        }
    }

    @Test
    void aFailureOfTheServiceIsAmbiguous() {
        respond("application/json", "{\"status\":500}");
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write.with(CallOptions.builder().maxRetries(0).build())))
                    .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"success\":true,\"message\":\"ok\"}",
                "{\"status\":200,\"status_text\":\"OK\"}",
                "{\"exception\":{\"status\":\"requested\"}}",
                "{\"id\":\"1\",\"nvt\":\"1.3\",\"status\":1}",
                "{\"errors\":[],\"id\":\"1\"}"
            })
    void acknowledged(String body) {
        respond("application/json", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write)).isNull();
        }
    }
}
