package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.RequiresPermission;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.model.DetectionExceptionPage;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Url;

/**
 * The six operations on detection exceptions as the vendor has them: "Detection Exceptions API" of the Aurora Endpoint
 * Defense (Cylance) API guide. {@link DetectionExceptions} is what to use; this is for what it hides.
 *
 * <p>The vendor shows no answer to any of them: what is said of answers is inferred.
 */
public interface DetectionExceptionsApi {
    /**
     * One page of the summaries. The vendor documents the answer as paged and no parameter; these are what clients
     * send.
     *
     * @param page which page, from 1
     * @param pageSize how many items; 200 is the most that clients ask for
     */
    @ReadOnly
    @RequiresPermission("opticsexception:list")
    @MaxResponseSize(bytes = 64L << 20)
    @GET("exceptions/v2")
    ApiCall<DetectionExceptionPage> list(@Query("page") int page, @Query("page_size") int pageSize);

    /**
     * All exceptions as CSV. The vendor documents the path {@code rulesets/v2/csv}, seemingly by mistake; a client that
     * works calls {@code exceptions/v2/csv}.
     *
     * @param path the path, relative to the base URL
     */
    @ReadOnly
    @RequiresPermission("opticsexception:list")
    @MaxResponseSize(bytes = 256L << 20)
    @GET
    ApiCall<String> csv(@Url String path);

    /**
     * One exception, whole.
     *
     * @param id its id
     */
    @ReadOnly
    @RequiresPermission("opticsexception:read")
    @GET("exceptions/v2/{id}")
    ApiCall<JsonDocument> get(@Path("id") String id);

    /**
     * Creates an exception. Never repeated by itself: a second one would be a duplicate.
     *
     * @param exception the document, without {@code Id} and {@code Version}
     * @return the answer as it came; a client takes it as the whole document, but it may be anything or nothing
     */
    @RequiresPermission("opticsexception:create")
    @MaxResponseSize(bytes = 8L << 20)
    @POST("exceptions/v2")
    ApiCall<String> create(@Body JsonDocument exception);

    /**
     * Replaces an exception by the whole document.
     *
     * @param id its id
     * @param exception the document, without {@code Id} and {@code Version}
     * @return the answer as it came; a client takes it as the whole document, but it may be anything or nothing
     */
    @RequiresPermission("opticsexception:update")
    @MaxResponseSize(bytes = 8L << 20)
    @PUT("exceptions/v2/{id}")
    ApiCall<String> replace(@Path("id") String id, @Body JsonDocument exception);

    /**
     * Takes an exception out of use and out of all rule sets. There is no way back, and no {@code delete} scope: it is
     * an update.
     *
     * @param id its id
     */
    @Idempotent
    @RequiresPermission("opticsexception:update")
    @POST("exceptions/v2/{id}/deactivate")
    ApiCall<@Nullable Void> deactivate(@Path("id") String id);
}
