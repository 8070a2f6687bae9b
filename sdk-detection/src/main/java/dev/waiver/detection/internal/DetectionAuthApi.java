package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import okhttp3.RequestBody;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The exchange of a signed token. */
interface DetectionAuthApi {
    /**
     * The exchange. It changes nothing, so it may be repeated.
     *
     * @param authToken a body that signs a new token each time it is written: each is used once
     */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/v2/token")
    ApiCall<JsonNode> exchange(@Body RequestBody authToken);
}
