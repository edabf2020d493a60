// SPDX-License-Identifier: Apache-2.0
/** Which brands people speak of, how much of the talk each has, and whose word goes far. */
@NullMarked
package io.perennial.text.brand;

import org.jspecify.annotations.NullMarked;
