package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.RequiresPermission;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.model.DetectionRuleSetPage;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The operations on rule sets that an exception's user needs, as the vendor has them: "Detection Rule Sets API" of the
 * Aurora Endpoint Defense (Cylance) API guide.
 */
public interface DetectionRuleSetsApi {
    /**
     * One page of the rule sets.
     *
     * @param page which page, from 1
     * @param pageSize how many items
     */
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @MaxResponseSize(bytes = 64L << 20)
    @GET("rulesets/v2")
    ApiCall<DetectionRuleSetPage> list(@Query("page") int page, @Query("page_size") int pageSize);

    /**
     * One rule set, whole.
     *
     * @param id its id
     */
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @GET("rulesets/v2/{id}")
    ApiCall<JsonDocument> get(@Path("id") String id);

    /** The tenant's default rule set. */
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @GET("rulesets/v2/default")
    ApiCall<JsonDocument> getDefault();

    /**
     * Replaces a rule set by the whole document; what it says reaches the endpoints.
     *
     * @param id its id
     * @param ruleSet the document
     */
    @RequiresPermission("opticsruleset:update")
    @MaxResponseSize(bytes = 8L << 20)
    @PUT("rulesets/v2/{id}")
    ApiCall<String> replace(@Path("id") String id, @Body JsonDocument ruleSet);
}
