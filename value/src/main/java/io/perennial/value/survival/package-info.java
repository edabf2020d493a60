// SPDX-License-Identifier: Apache-2.0

/** How long customers stay whose leaving is seen: curves, hazards, renewals, and their worth. */
@NullMarked
package io.perennial.value.survival;

import org.jspecify.annotations.NullMarked;
