/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A view of a list whose elements are built when they are read.
 *
 * @param <S> the elements of the list
 * @param <T> the elements of the view
 */
public final class MappedList<S, T> extends AbstractList<T> implements RandomAccess {
    private final List<S> list;
    private final Function<S, T> mapper;

    /**
     * Creates a view.
     *
     * @param list an immutable list
     * @param mapper builds an element of the view
     */
    public MappedList(List<S> list, Function<S, T> mapper) {
        this.list = list;
        this.mapper = mapper;
    }

    @Override
    public T get(int index) {
        return mapper.apply(list.get(index));
    }

    @Override
    public int size() {
        return list.size();
    }
}
