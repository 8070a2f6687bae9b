/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Editors that rewrite only what changed, and comparisons of models. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.json.edit;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
