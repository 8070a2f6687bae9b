/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.spi.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists that the service returns in one response. */
public final class WholeList {
    private WholeList() {}

    /**
     * Returns a list.
     *
     * @param core the client
     * @param name the name of the operation in errors
     * @param tenants checks an empty list
     * @param list reads the list
     * @param <T> the type of the items
     */
    public static <T> Pager<T> pager(ClientCore core, String name, TenantCheck tenants, ApiCall<List<T>> list) {
        ApiCall<List<T>> checked = tenants.checked(list);
        return Pagers.paged(core, name, () -> new OnePage<>(checked));
    }

    private static final class OnePage<T> implements Paging<T> {
        private final ApiCall<List<T>> list;
        private boolean read;

        OnePage(ApiCall<List<T>> list) {
            this.list = list;
        }

        @Override
        public @Nullable ApiCall<Page<T>> next() {
            return read
                    ? null
                    : list.map(items -> {
                        read = true;
                        return new Page<>(items, null);
                    });
        }
    }
}
