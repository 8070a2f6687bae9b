/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
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
 * The operations on rule sets that concern exceptions, as the vendor defines them: "Detection Rule Sets API" of the
 * Aurora Endpoint Defense (Cylance) API guide.
 */
public interface DetectionRuleSetsApi {
    /**
     * Reads one page of the rule sets. Inferred: the scope; the vendor's page names {@code user:create}.
     *
     * @param page the page number, from 1
     * @param pageSize the number of items
     */
    @Inferred("The list of rule sets needs the scope opticsruleset:read; the vendor's page names user:create.")
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @MaxResponseSize(bytes = 64L << 20)
    @GET("rulesets/v2")
    ApiCall<DetectionRuleSetPage> list(@Query("page") int page, @Query("page_size") int pageSize);

    /**
     * Reads one rule set, whole.
     *
     * @param id the rule set's id
     */
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @GET("rulesets/v2/{id}")
    ApiCall<JsonDocument> get(@Path("id") String id);

    /** Reads the tenant's default rule set. */
    @ReadOnly
    @RequiresPermission("opticsruleset:read")
    @GET("rulesets/v2/default")
    ApiCall<JsonDocument> getDefault();

    /**
     * Replaces a rule set by the whole document, and pushes it to the endpoints. Inferred: the response may hold
     * anything or nothing.
     *
     * @param id the rule set's id
     * @param ruleSet the document
     * @return the response body as it was received
     */
    @Inferred("The response to an update of a rule set may hold anything or nothing.")
    @RequiresPermission("opticsruleset:update")
    @MaxResponseSize(bytes = 8L << 20)
    @PUT("rulesets/v2/{id}")
    ApiCall<String> replace(@Path("id") String id, @Body JsonDocument ruleSet);
}
