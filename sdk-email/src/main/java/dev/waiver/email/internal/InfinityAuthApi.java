package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The authentication endpoint of the Infinity Portal. */
interface InfinityAuthApi {
    /**
     * Exchanges a key for a token. The endpoint is directly under the gateway, three segments above the service's path.
     */
    @ReadOnly
    @SensitiveResponse
    @POST("../../../auth/external")
    ApiCall<String> authenticate(@Body Map<String, String> credentials);
}
