/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.internal.client.ClientCore;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.Field;
import retrofit2.http.FormUrlEncoded;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HTTP;
import retrofit2.http.Header;
import retrofit2.http.Headers;
import retrofit2.http.Multipart;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Streaming;
import retrofit2.http.Url;

/** Tests that mistakes in a user's interface are refused when it is created, not when a method is first called. */
@SuppressWarnings("UnusedMethod") // read by reflection
class ApiInterfacesTest {
    interface GetWithBody {
        @GET("x")
        ApiCall<JsonNode> x(@Body Map<String, String> body);
    }

    interface GetDeclaredWithBody {
        @HTTP(method = "GET", path = "x", hasBody = true)
        ApiCall<JsonNode> x(@Body Map<String, String> body);
    }

    interface HeadDeclaredWithBody {
        @HTTP(method = "HEAD", path = "x", hasBody = true)
        ApiCall<Void> x();
    }

    interface DeleteWithBody {
        @DELETE("x")
        ApiCall<Void> x(@Body Map<String, String> body);
    }

    interface PostDeclaredWithoutBody {
        @HTTP(method = "POST", path = "x")
        ApiCall<Void> x();
    }

    interface EmptyVerb {
        @HTTP(method = "", path = "x")
        ApiCall<Void> x();
    }

    interface VerbWithBlank {
        @HTTP(method = "GET X", path = "x")
        ApiCall<Void> x();
    }

    interface HeadWithValue {
        @HEAD("x")
        ApiCall<JsonNode> x();
    }

    interface Inherited extends GetDeclaredWithBody {}

    interface FormWithoutField {
        @FormUrlEncoded
        @POST("x")
        ApiCall<Void> x();
    }

    interface InheritedForm extends FormWithoutField {}

    interface FieldWithoutForm {
        @POST("x")
        ApiCall<Void> x(@Field("a") String a);
    }

    interface MultipartWithoutPart {
        @Multipart
        @POST("x")
        ApiCall<Void> x();
    }

    interface NoVerb {
        ApiCall<Void> x();
    }

    interface TwoVerbs {
        @GET("x")
        @POST("x")
        ApiCall<Void> x();
    }

    interface NoPath {
        @GET
        ApiCall<Void> x();
    }

    interface UrlAndPath {
        @GET("x")
        ApiCall<Void> x(@Url String url);
    }

    interface PathWithoutPlaceholder {
        @GET("x")
        ApiCall<Void> x(@Path("id") String id);
    }

    interface NoAnnotation {
        @GET("x")
        ApiCall<Void> x(String id);
    }

    interface WithStreaming {
        @Streaming
        @GET("x")
        ApiCall<JsonNode> x();
    }

    interface WithCall {
        @GET("x")
        Call<JsonNode> x();
    }

    interface WithVoid {
        @GET("x")
        void x();
    }

    interface WithRaw {
        @GET("x")
        @SuppressWarnings("rawtypes")
        ApiCall x();
    }

    interface WithWildcard {
        @GET("x")
        ApiCall<? extends Number> x();
    }

    interface WithVariable {
        @GET("x")
        <T> ApiCall<T> x();
    }

    interface WithResponse {
        @GET("x")
        ApiCall<Response<JsonNode>> x();
    }

    interface WithResponseBody {
        @GET("x")
        ApiCall<ResponseBody> x();
    }

    interface WithDefault {
        @GET("x")
        ApiCall<JsonNode> y();

        default int x() {
            return 1;
        }
    }

    interface WithSlash {
        @GET("/x")
        ApiCall<JsonNode> x();
    }

    interface WithHost {
        @GET("https://evil.example/x")
        ApiCall<JsonNode> x();
    }

    interface WithBackslashes {
        @GET("\\\\evil.example/x")
        ApiCall<JsonNode> x();
    }

    interface WithScheme {
        @GET("a:b")
        ApiCall<JsonNode> x();
    }

    interface WithQueryPlaceholder {
        @GET("x?a={a}")
        ApiCall<JsonNode> x(@Path("a") String a);
    }

    interface WithBadHeader {
        @GET("x")
        ApiCall<JsonNode> x(@Header("x y") String value);
    }

    interface WithBadHeaders {
        @Headers("x y: z")
        @GET("x")
        ApiCall<JsonNode> x();
    }

    interface WithoutSize {
        @MaxResponseSize(bytes = -1)
        @GET("x")
        ApiCall<JsonNode> x();
    }

    private static Arguments refused(Class<?> api, String sentence) {
        return Arguments.of(api, sentence);
    }

    static Stream<Arguments> interfaces() {
        return Stream.of(
                refused(GetWithBody.class, "GET is declared with a request body, which HTTP does not allow; use @POST"),
                refused(GetDeclaredWithBody.class, "GET is declared with a request body"),
                refused(HeadDeclaredWithBody.class, "HEAD is declared with a request body"),
                refused(DeleteWithBody.class, "@HTTP(method = \"DELETE\", path = \"x\", hasBody = true)"),
                refused(PostDeclaredWithoutBody.class, "set hasBody = true"),
                refused(EmptyVerb.class, "a word in capital letters"),
                refused(VerbWithBlank.class, "a word in capital letters"),
                refused(HeadWithValue.class, "HEAD method must use Void"),
                refused(Inherited.class, "GET is declared with a request body"),
                refused(FormWithoutField.class, "must contain at least one @Field"),
                refused(InheritedForm.class, "must contain at least one @Field"),
                refused(FieldWithoutForm.class, "can only be used with form encoding"),
                refused(MultipartWithoutPart.class, "must contain at least one @Part"),
                refused(NoVerb.class, "HTTP method annotation is required"),
                refused(TwoVerbs.class, "Only one HTTP method is allowed"),
                refused(NoPath.class, "Missing either @GET URL or @Url parameter"),
                refused(UrlAndPath.class, "@Url cannot be used with @GET URL"),
                refused(PathWithoutPlaceholder.class, "does not contain \"{id}\""),
                refused(NoAnnotation.class, "No Retrofit annotation found"),
                refused(WithStreaming.class, "return ApiCall<ItemStream<...>>"),
                refused(WithCall.class, "must return ApiCall<...>, not retrofit2.Call"),
                refused(WithVoid.class, "must return ApiCall<...>, not void"),
                refused(WithRaw.class, "must return ApiCall<...>, not "),
                refused(WithWildcard.class, "must not include a type variable or wildcard"),
                refused(WithVariable.class, "must not include a type variable or wildcard"),
                refused(WithResponse.class, "executeForResponse()"),
                refused(WithResponseBody.class, "executeForResponse()"),
                refused(WithDefault.class, "default methods do not work here"),
                refused(WithSlash.class, "must be relative to the base URL"),
                refused(WithHost.class, "must be relative to the base URL"),
                refused(WithBackslashes.class, "must be relative to the base URL"),
                refused(WithScheme.class, "must be relative to the base URL"),
                refused(WithQueryPlaceholder.class, "use @Query"),
                refused(WithBadHeader.class, "'x y' cannot be the name of a header"),
                refused(WithBadHeaders.class, "'x y' cannot be the name of a header"),
                refused(WithoutSize.class, "at least 1 byte"));
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aMistakeIsRefusedWhenTheInterfaceIsCreated(Class<?> api, String sentence) {
        ClientCore core = new TestProtocol.Builder().build("https://host.example");
        String inherited = api == InheritedForm.class ? "FormWithoutField" : api.getSimpleName();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> core.api(api))
                .withMessageStartingWith(inherited + ".x: ")
                .withMessageContaining(sentence);
    }

    @Test
    void aClassIsRefused() {
        ClientCore core = new TestProtocol.Builder().build("https://host.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> core.api(String.class))
                .withMessageContaining("must be an interface");
    }

    interface Fine {
        @ReadOnly
        @HEAD("rules/{id}")
        ApiCall<Void> head(@Path("id") String id);

        @HTTP(method = "DELETE", path = "./a:b", hasBody = true)
        ApiCall<Void> delete(@Body Map<String, String> body);

        @FormUrlEncoded
        @POST("form")
        ApiCall<Void> form(@Field("a") String a, @Header("x-y") String header, @Nullable @Query("q") String query);

        static int one() {
            return 1;
        }
    }

    interface Extended extends Fine {}

    @Test
    void whatIsAcceptedCanBeCalled() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            Extended api = new TestProtocol.Builder()
                    .build(server.url("/base").toString())
                    .api(Extended.class);
            for (ApiCall<Void> call :
                    java.util.List.of(api.head("7"), api.delete(Map.of("a", "b")), api.form("1", "2", null))) {
                server.enqueue(new MockResponse.Builder().build());
                call.execute();
            }
            assertThat(server.takeRequest().getRequestLine()).isEqualTo("HEAD /base/rules/7 HTTP/1.1");
            assertThat(server.takeRequest().getRequestLine()).isEqualTo("DELETE /base/a:b HTTP/1.1");
            assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /base/form HTTP/1.1");
        }
    }
}
