// SPDX-License-Identifier: Apache-2.0

/** Small dense symmetric matrices. */
@NullMarked
package io.perennial.math.linear;

import org.jspecify.annotations.NullMarked;
