// SPDX-License-Identifier: Apache-2.0

/** The step {@code decide}: the only package here that reads and writes tables. */
@NullMarked
package io.perennial.decide.pipeline;

import org.jspecify.annotations.NullMarked;
