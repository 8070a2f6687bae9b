package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SecretAnswer;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The exchange of a signed token. No operation to repeat: each signed token is used once. */
interface TokenApi {
    @SecretAnswer
    @POST("auth/v2/token")
    ApiCall<JsonNode> exchange(@Body Map<String, String> authToken);
}
