/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.scanning.internal.PageSize;
import dev.waiver.scanning.internal.ScanningEnvelope;
import dev.waiver.scanning.internal.ScanningPaging;
import dev.waiver.scanning.internal.ScanningRuleMapper;
import dev.waiver.scanning.model.ScanningFinding;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the vulnerabilities that scans found, limited to what is needed to make exceptions from them. Inferred:
 * paths, names and paging, from the titles of the operations and from version 1 of the API;
 * {@link ScanningClient.Builder#findingsApi} corrects the paths. The findings that are listed may depend on the product
 * that the account has selected.
 */
@Inferred("Only the titles of the operations are documented; paths, names and paging are inferred.")
public final class ScanningFindings {
    private final ClientCore core;
    private final ScanningFindingsApi api;
    private final PageSize pageSize;

    ScanningFindings(ClientCore core, ScanningFindingsApi api, PageSize pageSize) {
        this.core = core;
        this.api = api;
        this.pageSize = pageSize;
    }

    /** Returns all findings, read page by page while they are used. */
    public Pager<ScanningFinding> list() {
        return list(ScanningFilter.all());
    }

    /**
     * Returns the findings that match a filter, read page by page while they are used. The columns of this list are not
     * documented, and the SDK does not check them again.
     *
     * @param filter the filter; {@link ScanningFilter#all()} for all findings
     */
    public Pager<ScanningFinding> list(ScanningFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return pager("ScanningFindings.list", api::list, filter, null);
    }

    /**
     * Returns the findings of one scan, read page by page while they are used. Each of them has the scan's id, so
     * {@link ScanningFinding#ruleForScan()} works.
     *
     * @param scanId the scan's id
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public Pager<ScanningFinding> ofScan(String scanId) {
        return ofScan(scanId, ScanningFilter.all());
    }

    /**
     * Returns the findings of one scan that match a filter, read page by page while they are used.
     *
     * @param scanId the scan's id
     * @param filter the filter; {@link ScanningFilter#all()} for all findings of the scan
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public Pager<ScanningFinding> ofScan(String scanId, ScanningFilter filter) {
        PathValues.check("scanId", scanId, "give the id of the scan");
        return pager("ScanningFindings.ofScan", query -> api.ofScan(scanId, query), filter, scanId);
    }

    private Pager<ScanningFinding> pager(
            String name,
            Function<Map<String, String>, ApiCall<JsonNode>> pages,
            ScanningFilter filter,
            @Nullable String scan) {
        return Pagers.paged(
                core,
                name,
                () -> ScanningPaging.of(
                        pages,
                        filter.query(),
                        pageSize,
                        ScanningEnvelope.FINDINGS,
                        item -> ScanningRuleMapper.finding(item, scan),
                        ScanningFinding::id));
    }
}
