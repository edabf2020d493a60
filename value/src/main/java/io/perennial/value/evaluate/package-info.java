// SPDX-License-Identifier: Apache-2.0

/** How well a forecast did, for one who was not there: pure functions of predicted and actual. */
@NullMarked
package io.perennial.value.evaluate;

import org.jspecify.annotations.NullMarked;
