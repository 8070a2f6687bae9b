package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The authentication endpoint of the Infinity Portal. */
interface InfinityAuthApi {
    /** Directly under the gateway, not under the path of the service: three segments up from there. */
    @ReadOnly
    @SensitiveResponse
    @POST("../../../auth/external")
    ApiCall<String> signIn(@Body Map<String, String> credentials);
}
