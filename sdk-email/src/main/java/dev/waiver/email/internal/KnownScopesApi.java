/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ItemStream;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of a view within a walk over the tenants, which does not ask for the scopes once more. */
public record KnownScopesApi(EmailExceptionsApi api, ApiCall<List<String>> scopes) implements EmailExceptionsApi {
    @Override
    public ApiCall<List<EmailExceptionRule>> list(EmailList list) {
        return api.list(list);
    }

    @Override
    public ApiCall<ItemStream<EmailExceptionRule>> stream(EmailList list) {
        return api.stream(list);
    }

    @Override
    public ApiCall<List<EmailExceptionRule>> get(EmailList list, String id) {
        return api.get(list, id);
    }

    @Override
    public ApiCall<@Nullable Void> create(EmailList list, RequestData<EmailExceptionRule> rule) {
        return api.create(list, rule);
    }

    @Override
    public ApiCall<@Nullable Void> update(EmailList list, String id, RequestData<EmailExceptionRule> rule) {
        return api.update(list, id, rule);
    }

    @Override
    public ApiCall<@Nullable Void> delete(EmailList list, String id) {
        return api.delete(list, id);
    }
}
