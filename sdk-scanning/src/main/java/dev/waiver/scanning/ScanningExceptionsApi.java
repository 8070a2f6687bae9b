package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/**
 * The ten operations on exceptions, true to the wire. Titles and methods are documented for all of them; the path and
 * body are <b>documented for {@link #create} only</b> and inferred for the others, as each says.
 *
 * <p>Where an inference turns out wrong, no fork is needed: extend this interface, override the methods concerned with
 * the right annotations (those on parameters included), and give it to {@link ScanningClient.Builder#exceptionsApi}.
 *
 * <pre>{@code
 * interface OurPaths extends ScanningExceptionsApi {
 *   @Override @PUT("v2/exceptions/approve") ApiCall<JsonNode> activate(@Body JsonNode ids);
 * }
 * }</pre>
 *
 * @see <a href="https://scanning-api.clone-systems.com">CG Scanning API V2</a>
 */
public interface ScanningExceptionsApi {
    /**
     * List Exceptions. The path is inferred from that of create.
     *
     * @param query filters, sorting and paging
     * @return the answer; its envelope is not documented
     */
    @ReadOnly
    @GET("v2/exceptions")
    ApiCall<JsonNode> list(@QueryMap Map<String, String> query);

    /**
     * Create Exception: documented. Answered with 201 and no body.
     *
     * @param exception {@code {"exception": {"text", "nvt", ...}}}
     * @return the call
     * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
     */
    @POST("v2/exceptions")
    ApiCall<@Nullable Void> create(@Body JsonNode exception);

    /**
     * Update Exception. Path inferred from version 1, body from that of create; whether members that are left out are
     * kept or cleared is not documented.
     *
     * @param id the rule's id
     * @param exception {@code {"exception": {...}}}
     * @return the call
     */
    @PUT("v2/exceptions/{id}")
    ApiCall<@Nullable Void> update(@Path("id") String id, @Body JsonNode exception);

    /**
     * Show an exception. The path is inferred from version 1.
     *
     * @param id the rule's id
     * @return the answer; its envelope is not documented
     */
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/{id}")
    ApiCall<JsonNode> show(@Path("id") String id);

    /**
     * Show exception details. The path is a weak inference from its title.
     *
     * @param id the rule's id
     * @return the answer; nothing of its shape is documented
     */
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/{id}/details")
    ApiCall<JsonNode> showDetails(@Path("id") String id);

    /**
     * Delete an exception. The path is inferred.
     *
     * @param id the rule's id
     * @return the call
     */
    @Idempotent(notFoundIsSuccess = true)
    @DELETE("v2/exceptions/{id}")
    ApiCall<@Nullable Void> delete(@Path("id") String id);

    /**
     * Delete exceptions, with the ids in the body. The path is a weak inference, and so is that there is a body.
     *
     * @param ids where the service looks for them, see {@link BulkIdLocation}
     * @return the answer; not documented
     */
    @HTTP(method = "DELETE", path = "v2/exceptions", hasBody = true)
    ApiCall<JsonNode> deleteMany(@Body JsonNode ids);

    /**
     * Delete exceptions, with the ids in the query. The path is a weak inference, and so is the parameter.
     *
     * @param ids the rules' ids
     * @return the answer; not documented
     */
    @DELETE("v2/exceptions")
    ApiCall<JsonNode> deleteManyByQuery(@Query("ids[]") List<String> ids);

    /**
     * Activate exceptions, with the ids in the body. The path is a weak inference, and so is that there is a body.
     *
     * @param ids where the service looks for them, see {@link BulkIdLocation}
     * @return the answer; not documented
     */
    @PUT("v2/exceptions/activate")
    ApiCall<JsonNode> activate(@Body JsonNode ids);

    /**
     * Activate exceptions, with the ids in the query. The path is a weak inference, and so is the parameter.
     *
     * @param ids the rules' ids
     * @return the answer; not documented
     */
    @PUT("v2/exceptions/activate")
    ApiCall<JsonNode> activateByQuery(@Query("ids[]") List<String> ids);

    /**
     * Reset exceptions, with the ids in the body. The path is a weak inference, and so is that there is a body.
     *
     * @param ids where the service looks for them, see {@link BulkIdLocation}
     * @return the answer; not documented
     */
    @PUT("v2/exceptions/reset")
    ApiCall<JsonNode> reset(@Body JsonNode ids);

    /**
     * Reset exceptions, with the ids in the query. The path is a weak inference, and so is the parameter.
     *
     * @param ids the rules' ids
     * @return the answer; not documented
     */
    @PUT("v2/exceptions/reset")
    ApiCall<JsonNode> resetByQuery(@Query("ids[]") List<String> ids);

    /**
     * Show the exceptions statistics. The path is a weak inference from its title.
     *
     * @return the answer; its keys are not documented
     */
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/statistics")
    ApiCall<JsonNode> statistics();
}
