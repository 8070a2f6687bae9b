/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/** Plain Retrofit with its Jackson converter and an interceptor that adds the headers. */
final class RetrofitContestant implements Contestant {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The endpoints. */
    interface Api {
        @POST(Payloads.SIGN_IN_PATH)
        Call<JsonNode> signIn(@Body Map<String, String> credentials);

        @Headers("Accept: application/json")
        @GET(Payloads.EMAIL_PATH + "{list}")
        Call<Rule.ListResponse> list(@Path("list") String list);

        @Headers("Accept: application/json")
        @POST(Payloads.EMAIL_PATH + "{list}")
        Call<Rule.ListResponse> create(@Path("list") String list, @Body Rule.Sent rule);

        @Headers("Accept: application/json")
        @GET(Payloads.DOCUMENT_PATH + "{id}")
        Call<JsonNode> document(@Path("id") String id);

        @Headers("Accept: application/json")
        @PUT(Payloads.DOCUMENT_PATH + "{id}")
        Call<JsonNode> replace(@Path("id") String id, @Body JsonNode document);
    }

    private final Api api;
    private volatile String token = "";

    RetrofitContestant(Wire wire) throws IOException {
        OkHttpClient http = wire.okHttp()
                .newBuilder()
                .addInterceptor(chain -> {
                    Request request = chain.request();
                    boolean email = request.url().encodedPath().startsWith(Payloads.EMAIL_PATH);
                    Request.Builder more = request.newBuilder()
                            .header(
                                    email ? "x-av-req-id" : "X-Request-Id",
                                    UUID.randomUUID().toString());
                    if (!token.isEmpty()) {
                        more.header("Authorization", token);
                    }
                    return chain.proceed(more.build());
                })
                .build();
        api = new Retrofit.Builder()
                .baseUrl(wire.baseUrl())
                .client(http)
                .addConverterFactory(JacksonConverterFactory.create(MAPPER))
                .build()
                .create(Api.class);
        token = "Bearer "
                + body(api.signIn(Map.of("clientId", "bench", "accessKey", "bench-key")))
                        .path("data")
                        .path("token")
                        .asText();
    }

    private static <T> T body(Call<T> call) throws IOException {
        Response<T> response = call.execute();
        if (response.isSuccessful()) {
            return response.body();
        }
        String text = response.errorBody().string();
        JsonNode envelope = MAPPER.readTree(text).path("responseEnvelope");
        throw new RefusedException(
                response.code(),
                response.raw().request().header("x-av-req-id"),
                envelope.path("requestId").asText(),
                envelope.path("responseText").asText(),
                text);
    }

    @Override
    public Object list(String name) throws IOException {
        return body(api.list(name)).rules();
    }

    @Override
    public Object create() throws IOException {
        return body(api.create("whitelist", new Rule.Sent(Rule.example()))).rules();
    }

    @Override
    public Object document() throws IOException {
        return body(api.replace(Payloads.DOCUMENT_ID, body(api.document(Payloads.DOCUMENT_ID))));
    }
}
