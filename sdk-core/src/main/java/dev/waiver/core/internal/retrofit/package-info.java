/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** API interfaces: Retrofit parses their annotations, the SDK does everything else. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.retrofit;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
