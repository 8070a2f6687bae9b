package dev.waiver.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.benchmarks.nativeclient.ApiClient;
import dev.waiver.benchmarks.nativeclient.ApiException;
import dev.waiver.benchmarks.nativeclient.api.ExceptionsApi;
import dev.waiver.benchmarks.nativeclient.model.Credentials;
import dev.waiver.benchmarks.nativeclient.model.RuleRequest;
import dev.waiver.benchmarks.nativeclient.model.RulesAnswer;
import java.util.UUID;

/** What OpenAPI Generator makes with the library {@code native}, on the JDK's HTTP client. */
final class OpenApiNativeContestant implements Contestant {
    private final ApiClient client = new ApiClient();
    private final ExceptionsApi api;

    OpenApiNativeContestant(Wire wire) throws ApiException {
        client.updateBaseUri(wire.baseUrl());
        if (wire.canned()) {
            client.setHttpClientBuilder(new CannedHttpClient.Builder(wire.okHttp()));
        }
        String token = new ExceptionsApi(client)
                .signIn(new Credentials().clientId("bench").accessKey("bench-key"))
                .getData()
                .getToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        api = new ExceptionsApi(client);
    }

    private static Object rules(RulesAnswer answer) {
        int code = answer.getResponseEnvelope().getResponseCode();
        if (code != 0 && (code < 200 || code > 299)) {
            throw new IllegalStateException("refused with " + code);
        }
        return answer.getResponseData();
    }

    @Override
    public Object list(String name) throws ApiException {
        return rules(api.listRules(name, UUID.randomUUID().toString()));
    }

    @Override
    public Object create() throws ApiException {
        RuleRequest rule = new RuleRequest()
                .requestData(new dev.waiver.benchmarks.nativeclient.model.Rule()
                        .senderDomain("partner.example")
                        .senderDomainMatching("endswith")
                        .recipient("accounting@example.com")
                        .recipientMatching("match")
                        .comment("Ticket 4711"));
        return rules(api.createRule("whitelist", UUID.randomUUID().toString(), rule));
    }

    @Override
    public Object document() throws ApiException {
        return api.replaceDetectionException(
                Payloads.DOCUMENT_ID,
                UUID.randomUUID().toString(),
                api.getDetectionException(
                        Payloads.DOCUMENT_ID, UUID.randomUUID().toString()));
    }

    @Override
    public Object error() throws JsonProcessingException {
        String id = UUID.randomUUID().toString();
        try {
            return api.listRules(Payloads.DENIED_LIST, id);
        } catch (ApiException e) {
            JsonNode envelope =
                    client.getObjectMapper().readTree(e.getResponseBody()).path("responseEnvelope");
            return new RefusedException(
                    e.getCode(),
                    id,
                    envelope.path("requestId").asText(),
                    envelope.path("responseText").asText(),
                    e.getResponseBody());
        }
    }
}
