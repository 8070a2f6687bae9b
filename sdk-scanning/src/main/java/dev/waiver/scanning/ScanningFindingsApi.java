/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.ReadOnly;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/**
 * The HTTP operations that list vulnerabilities. Only their titles are documented. Inferred: both paths. To correct
 * one, extend this interface and pass it to {@link ScanningClient.Builder#findingsApi}.
 */
@Inferred("Only the titles of the operations are documented; the paths are inferred from them.")
public interface ScanningFindingsApi {
    /**
     * Lists vulnerabilities. The envelope of the response is not documented. Inferred: the path, from the title;
     * version 1 calls them {@code results}.
     *
     * @param query filters, sorting and paging
     */
    @ReadOnly
    @GET("v2/vulnerabilities")
    ApiCall<JsonNode> list(@QueryMap Map<String, String> query);

    /**
     * Lists the vulnerabilities of a scan. The envelope of the response is not documented. Inferred: the path, from the
     * title.
     *
     * @param scan the scan's id
     * @param query filters, sorting and paging
     */
    @ReadOnly
    @GET("v2/scans/{scan}/vulnerabilities")
    ApiCall<JsonNode> ofScan(@Path("scan") String scan, @QueryMap Map<String, String> query);
}
