package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/**
 * The lists of vulnerabilities, true to the wire. Only their titles are documented; both paths are inferred. To correct
 * one, extend this interface and give it to {@link ScanningClient.Builder#findingsApi}.
 */
public interface ScanningFindingsApi {
    /**
     * List of vulnerabilities. The path is inferred from the title; version 1 said {@code results}.
     *
     * @param query filters, sorting and paging
     * @return the answer; its envelope is not documented
     */
    @ReadOnly
    @GET("v2/vulnerabilities")
    ApiCall<JsonNode> list(@QueryMap Map<String, String> query);

    /**
     * List of vulnerabilities for a scan. The path is inferred from the title.
     *
     * @param scan the scan's id
     * @param query filters, sorting and paging
     * @return the answer; its envelope is not documented
     */
    @ReadOnly
    @GET("v2/scans/{scan}/vulnerabilities")
    ApiCall<JsonNode> ofScan(@Path("scan") String scan, @QueryMap Map<String, String> query);
}
