// SPDX-License-Identifier: Apache-2.0
/** Customers' purchases in the lake to values and evaluations: the step, and its settings. */
@NullMarked
package io.perennial.value.pipeline;

import org.jspecify.annotations.NullMarked;
