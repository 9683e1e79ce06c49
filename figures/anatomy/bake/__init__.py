"""The bake: from models in three dimensions to the flat outlines the figures are made of.

For developers only: the product reads the baked files and needs none of these packages.  README.md
beside this file tells how to run it.  Data goes one way:

    mean_shapes -> align -> bones
    character -> pose -> stances -> torso, limbs -> layer -> body

and both draw with: raster -> contour, shade, lines -> bezier -> pathdata -> hatch.
"""
