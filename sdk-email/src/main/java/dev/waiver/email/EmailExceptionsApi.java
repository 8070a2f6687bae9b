package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ItemStream;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/**
 * What the wire does, oddities included; {@link EmailExceptions} hides them. Get it with
 * {@code client.api(EmailExceptionsApi.class)}. A tenant scope, if one is set for the client or the call, goes along as
 * the query parameter {@code scope} and the header {@code scopes}.
 *
 * @see <a
 *     href="https://sc1.checkpoint.com/documents/Harmony_Email_and_Collaboration_API_Reference/Topics-HEC-Avanan-API-Reference-Guide/Managing-Exceptions/Exceptions-API.htm">Exceptions
 *     API</a>
 */
public interface EmailExceptionsApi {
    /** A whole list. Documented; should it ever be paged, this is its first page. 256 MiB at the most. */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("exceptions/{list}")
    ApiCall<List<EmailExceptionRule>> list(@Path("list") EmailList list);

    /** A list that is read while it arrives: close it. 4 GiB at the most. */
    @ReadOnly
    @GET("exceptions/{list}")
    ApiCall<ItemStream<EmailExceptionRule>> stream(@Path("list") EmailList list);

    /**
     * One rule, as a list of one; an id that is not there is answered with success and an empty list. Not documented;
     * used by several clients.
     */
    @ReadOnly
    @GET("exceptions/{list}/{id}")
    ApiCall<List<EmailExceptionRule>> get(@Path("list") EmailList list, @Path("id") String id);

    /** Creates a rule. The answer says nothing of it, not even its id. Never sent twice. Documented. */
    @POST("exceptions/{list}")
    ApiCall<@Nullable Void> create(@Path("list") EmailList list, @Body RequestData<EmailExceptionRule> rule);

    /**
     * Changes a rule. Documented for the legacy deployment; whether fields that are left out are kept or cleared is not
     * known.
     */
    @PUT("exceptions/{list}/{id}")
    ApiCall<@Nullable Void> update(
            @Path("list") EmailList list, @Path("id") String id, @Body RequestData<EmailExceptionRule> rule);

    /**
     * Removes a rule: a POST without a body. Documented; what an id that is not there is answered with is not, and is
     * taken for a success.
     */
    @Idempotent(notFoundIsSuccess = true)
    @POST("exceptions/{list}/delete/{id}")
    ApiCall<@Nullable Void> delete(@Path("list") EmailList list, @Path("id") String id);

    /** The tenants that the key sees, each {@code farm:tenant}. A single empty one means none. Documented. */
    @ReadOnly
    @GET("scopes")
    ApiCall<List<String>> scopes();
}
