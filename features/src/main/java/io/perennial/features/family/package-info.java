// SPDX-License-Identifier: Apache-2.0
/** Families of features, and the one fold that they are parts of. */
@NullMarked
package io.perennial.features.family;

import org.jspecify.annotations.NullMarked;
