// SPDX-License-Identifier: Apache-2.0

/**
 * The beta-geometric models, in which customers leave right after a purchase: BG/NBD, MBG/NBD, and
 * BG/CNBD-k and MBG/CNBD-k for buyers who are more regular than chance.
 */
@NullMarked
package io.perennial.value.bgnbd;

import org.jspecify.annotations.NullMarked;
