// SPDX-License-Identifier: Apache-2.0

/** Whether a model still fits its customers, whether another does better, and when to retrain. */
@NullMarked
package io.perennial.value.drift;

import org.jspecify.annotations.NullMarked;
