// SPDX-License-Identifier: Apache-2.0
/** The small language in which a mapping says what to make of a row's columns. */
@NullMarked
package io.perennial.expression;

import org.jspecify.annotations.NullMarked;
