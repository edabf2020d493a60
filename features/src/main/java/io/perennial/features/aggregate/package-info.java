// SPDX-License-Identifier: Apache-2.0
/** Declared features compiled to one family: sums by day, from which all windows are told. */
@NullMarked
package io.perennial.features.aggregate;

import org.jspecify.annotations.NullMarked;
