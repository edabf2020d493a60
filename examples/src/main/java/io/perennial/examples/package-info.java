// SPDX-License-Identifier: Apache-2.0
/** One {@code main()} for each use of the library, run by the build. */
@NullMarked
package io.perennial.examples;

import org.jspecify.annotations.NullMarked;
