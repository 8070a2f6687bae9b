package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ServerException;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import dev.waiver.testing.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which responses acknowledge a write that was not applied, refuse it, or show neither. */
class AcknowledgementTest extends EmailFixture {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private void respond(String contentType, String body) {
        hec.faults()
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
        EmailClient client = client();
        EmailExceptionsApi api = client.api(EmailExceptionsApi.class);
        String id = hec.add("blacklist", "{\"senderDomain\":\"evil.example\"}");
        return List.of(
                api.create(EmailList.BLACKLIST, RequestData.of(RULE)),
                api.update(EmailList.BLACKLIST, id, RequestData.of(RULE)),
                api.delete(EmailList.BLACKLIST, id),
                client.exceptions(EmailList.BLACKLIST).remove(id));
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
                BYTE_ORDER_MARK + "{\"responseEnvelope\":{\"responseCode\":422,\"responseText\":\"no\"}}",
                "{\"responseData\":null,\"error\":\"denied\"}",
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
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":204,\"responseText\":\"\"}}",
                "{\"responseEnvelope\":{\"responseCode\":0,\"message\":\"x\"},\"status\":1}",
                "{\"responseData\":[]}"
            })
    void acknowledged(String body) {
        respond("application/json", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write)).isNull();
        }
    }
}
