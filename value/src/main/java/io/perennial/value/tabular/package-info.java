// SPDX-License-Identifier: Apache-2.0
/** A table of text about customers made into numbers, and the contract of what learns from them. */
@NullMarked
package io.perennial.value.tabular;

import org.jspecify.annotations.NullMarked;
