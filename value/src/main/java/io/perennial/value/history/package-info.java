// SPDX-License-Identifier: Apache-2.0

/** From purchases to what models are fitted to and judged by: histories as of a time, and after. */
@NullMarked
package io.perennial.value.history;

import org.jspecify.annotations.NullMarked;
