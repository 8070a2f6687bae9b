/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * One exchange with a service: a state machine that sends nothing itself, its blocking and asynchronous drivers, and
 * one HTTP attempt.
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.exchange;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
