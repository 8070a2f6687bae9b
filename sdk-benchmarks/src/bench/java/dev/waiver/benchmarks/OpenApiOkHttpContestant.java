package dev.waiver.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.waiver.benchmarks.okhttpgson.ApiClient;
import dev.waiver.benchmarks.okhttpgson.ApiException;
import dev.waiver.benchmarks.okhttpgson.api.ExceptionsApi;
import dev.waiver.benchmarks.okhttpgson.model.Credentials;
import dev.waiver.benchmarks.okhttpgson.model.RuleRequest;
import dev.waiver.benchmarks.okhttpgson.model.RulesAnswer;
import java.util.UUID;

/** What OpenAPI Generator makes with the library {@code okhttp-gson}. */
final class OpenApiOkHttpContestant implements Contestant {
    private final ExceptionsApi api;

    OpenApiOkHttpContestant(Wire wire) throws ApiException {
        ApiClient client = new ApiClient(wire.okHttp());
        client.setBasePath(wire.baseUrl());
        api = new ExceptionsApi(client);
        client.setBearerToken(api.signIn(new Credentials().clientId("bench").accessKey("bench-key"))
                .getData()
                .getToken());
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
                .requestData(new dev.waiver.benchmarks.okhttpgson.model.Rule()
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
    public Object error() {
        String id = UUID.randomUUID().toString();
        try {
            return api.listRules(Payloads.DENIED_LIST, id);
        } catch (ApiException e) {
            JsonObject envelope =
                    JsonParser.parseString(e.getResponseBody()).getAsJsonObject().getAsJsonObject("responseEnvelope");
            return new RefusedException(
                    e.getCode(),
                    id,
                    envelope.get("requestId").getAsString(),
                    envelope.get("responseText").getAsString(),
                    e.getResponseBody());
        }
    }
}
