/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Exceptions as code: a register of what is excepted, why, by whom, until when, and where, and what brings the services
 * in line with it. Start at {@link dev.waiver.governance.Register} and {@link dev.waiver.governance.Governance}.
 *
 * <pre>{@code
 * Register register = Register.read(Path.of("waivers.yaml"));
 * Governance governance = Governance.builder().email(email).build();
 * Plan plan = governance.plan(register).execute();
 * System.out.println(plan.describe());
 * ApplyResult result = governance.apply(plan).execute();
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package dev.waiver.governance;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
