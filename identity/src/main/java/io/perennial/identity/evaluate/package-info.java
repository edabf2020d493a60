// SPDX-License-Identifier: Apache-2.0
/** How good a resolution is against what is known: agreement, calibration, errors. */
@NullMarked
package io.perennial.identity.evaluate;

import org.jspecify.annotations.NullMarked;
