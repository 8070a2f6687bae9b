/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Lossless JSON: models that keep unknown members, open enumerations, timestamps as they were sent, and documents whose
 * edits rewrite only what changed.
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core.json;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
