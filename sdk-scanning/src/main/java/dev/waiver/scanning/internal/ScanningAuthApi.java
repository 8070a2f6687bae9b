package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;

/** The sign-in, which lies beside {@code /v2}, not below it. */
interface ScanningAuthApi {
    /** The first step. Repeatable: it changes nothing but a counter. */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/sign_in")
    ApiCall<JsonNode> signIn(@Header("x-api-key") String apiKey, @Body JsonNode user);

    /**
     * The second step. It changes no more than the first, but is to be called without retries: a code is used up by the
     * first try.
     */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/sign_in")
    ApiCall<JsonNode> confirm(@Header("x-api-key") String apiKey, @Body JsonNode code);
}
