package dev.waiver.scanning;

import dev.waiver.core.Pager;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.scanning.internal.Envelope;
import dev.waiver.scanning.internal.ScanningPaging;
import dev.waiver.scanning.internal.ScanningRuleMapper;
import dev.waiver.scanning.model.ScanningFinding;
import java.util.Objects;

/**
 * The vulnerabilities that scans found, as far as exceptions are made from them. Paths, names and paging are inferred
 * from the titles and from version 1; {@link ScanningClient.Builder#findingsApi} corrects the paths. Which product's
 * findings are listed may depend on the one that the account has selected.
 */
public final class ScanningFindings {
    private final ClientCore core;
    private final ScanningFindingsApi api;

    ScanningFindings(ClientCore core, ScanningFindingsApi api) {
        this.core = core;
        this.api = api;
    }

    /**
     * All findings.
     *
     * @return the list, read page by page as it is used
     */
    public Pager<ScanningFinding> list() {
        return list(ScanningFilter.all());
    }

    /**
     * The findings that a filter asks for. Which columns the service knows here is not documented; they are not checked
     * again on this side.
     *
     * @param filter what to ask for
     * @return the list, read page by page as it is used
     */
    public Pager<ScanningFinding> list(ScanningFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return Pagers.paged(
                core,
                "ScanningFindings.list",
                () -> ScanningPaging.of(
                        api::list,
                        filter.query(),
                        Envelope.FINDINGS,
                        item -> ScanningRuleMapper.finding(item, null),
                        ScanningFinding::id));
    }

    /**
     * The findings of one scan; each of them knows the scan, so that {@link ScanningFinding#ruleForScan()} works.
     *
     * @param scanId the scan's id
     * @return the list, read page by page as it is used
     * @throws IllegalArgumentException if the id is blank
     */
    public Pager<ScanningFinding> ofScan(String scanId) {
        return ofScan(scanId, ScanningFilter.all());
    }

    /**
     * The findings of one scan that a filter asks for.
     *
     * @param scanId the scan's id
     * @param filter what to ask for
     * @return the list, read page by page as it is used
     * @throws IllegalArgumentException if the id is blank
     */
    public Pager<ScanningFinding> ofScan(String scanId, ScanningFilter filter) {
        if (Objects.requireNonNull(scanId, "scanId").isBlank()) {
            throw new IllegalArgumentException("scanId: must not be blank; give the id of the scan");
        }
        return Pagers.paged(
                core,
                "ScanningFindings.ofScan",
                () -> ScanningPaging.of(
                        query -> api.ofScan(scanId, query),
                        filter.query(),
                        Envelope.FINDINGS,
                        item -> ScanningRuleMapper.finding(item, scanId),
                        ScanningFinding::id));
    }
}
